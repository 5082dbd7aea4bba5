using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Drawing;

/// <summary>
/// The line above the input: the room, the number of its members, other rooms with unread lines,
/// and the state of the connection. When the width is too small, the least important part is left
/// out first, and a lost connection is shown longest.
/// </summary>
internal static class StatusLine
{
    /// <summary>The need of a part that is never left out.</summary>
    private const int Always = 0;

    /// <summary>
    /// A longer room name is cut to this many cells before other parts are left out. It is enough
    /// to recognise most rooms.
    /// </summary>
    private const int NameCells = 16;

    /// <summary>A letter and an ellipsis: a shorter text does not identify a room.</summary>
    private const int LeastNameCells = 2;

    /// <summary>A blank on each side of the name.</summary>
    private const int Blanks = 2;

    private static readonly Style s_reversed = new() { IsReversed = true };
    private static readonly Style s_strong = new() { IsReversed = true, IsBold = true };

    /// <summary>The status, as wide as the screen, or wider on a tiny one.</summary>
    public static IReadOnlyList<Span> Spans(TerminalModel model, int columns)
    {
        ChatRoom? room = model.Rooms.Current;
        string name = room is null ? TerminalSentences.InNoRoom : SafeText.Of(room.Label);
        int enough = Blanks + Math.Min(NameCells, CellWidth.Of(name));

        // Parts are left out by importance, not by position.
        List<(Span Span, int Need)> parts = [.. Parts(model, room)];
        while (columns - Width(parts) < enough
            && parts.Exists(static part => part.Need != Always))
        {
            parts.Remove(parts.MaxBy(static part => part.Need));
        }

        // The advice about a lost connection is left out before the name; the loss itself is kept.
        string trouble = model.Trouble;
        int comma;
        while (columns - Width(parts) < enough && (comma = trouble.LastIndexOf(", ")) > 0)
        {
            trouble = trouble[..comma];
            parts = [(Troubled(trouble), Always)];
        }

        int cells = columns - Width(parts) - Blanks;
        bool isNamed = trouble.Length == 0 || cells >= LeastNameCells;
        List<Span> all = isNamed
            ? [new Span($" {CellWidth.Cut(name, cells)} ", s_strong), .. parts.Select(p => p.Span)]
            : [new Span($" {trouble} ", s_strong)];
        int rest = columns - all.Sum(static span => CellWidth.Of(span.Text));
        all.Add(new Span(new string(' ', Math.Max(0, rest)), s_reversed));
        return all;
    }

    private static IEnumerable<(Span Span, int Need)> Parts(TerminalModel model, ChatRoom? room)
    {
        if (room is { IsPrivate: false })
        {
            string people = TerminalSentences.People(room.People.Count);
            yield return (new Span($"{people} ", s_reversed), 3);
        }

        yield return model.Trouble.Length > 0
            ? (Troubled(model.Trouble), Always)
            : (new Span(TerminalSentences.StatusConnected, s_reversed), 1);
        if (model.Trouble.Length == 0 && model.Lag.Lag > LagMeter.WorthShowing)
        {
            yield return (new Span(TerminalSentences.Lag(model.Lag.Lag.TotalSeconds), s_strong), 2);
        }

        if (model.Rooms.Seen is { HasLinesBelow: true } seen)
        {
            string calls = seen.IsCalling ? "!" : "";
            string below = seen.Unread > 0
                ? TerminalSentences.NewBelow(seen.Unread, calls)
                : seen.Past is not null ? PastSentences.OlderShown
                : TerminalSentences.Below(seen.View.LinesBelow);
            yield return (new Span(TerminalSentences.EscapeShowsNewest(below), s_strong), 4);
        }

        string separator = "| ";
        for (int i = 0; i < model.Rooms.All.Count; i++)
        {
            ChatRoom other = model.Rooms.All[i];
            if (other.Unread > 0 && other != room)
            {
                string calls = other.IsCalling ? "!" : "";
                yield return (
                    new Span(
                        $"{separator}{i + 1}:{SafeText.Of(other.Label)} +{other.Unread}{calls} ",
                        other.IsCalling ? s_strong : s_reversed),
                    other.IsCalling ? 5 : 6 + i);
                separator = "";
            }
        }
    }

    private static Span Troubled(string trouble) => new($"| {trouble} ", s_strong);

    private static int Width(List<(Span Span, int Need)> parts) =>
        parts.Sum(static part => CellWidth.Of(part.Span.Text));
}
