using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Drawing;

/// <summary>
/// The line above the input: the room, how many people are in it, other rooms with unread lines,
/// how the connection is. What matters most is kept longest when there is no room for all.
/// </summary>
internal static class StatusLine
{
    private static readonly Style s_reversed = new() { IsReversed = true };
    private static readonly Style s_strong = new() { IsReversed = true, IsBold = true };

    /// <summary>The status, exactly as wide as the screen.</summary>
    public static IReadOnlyList<Span> Spans(TerminalModel model, int columns)
    {
        // The first that goes is the last in order of need, not of place.
        List<(Span Span, int Need)> parts = [.. Parts(model)];
        while (parts.Count > 1 && Width(parts) > columns)
        {
            parts.Remove(parts.MaxBy(static part => part.Need));
        }

        var all = parts.ConvertAll(static part => part.Span);
        int rest = columns - Width(parts);
        all.Add(new Span(new string(' ', Math.Max(0, rest)), s_reversed));
        return all;
    }

    private static IEnumerable<(Span Span, int Need)> Parts(TerminalModel model)
    {
        ChatRoom? room = model.Rooms.Current;
        string name = room is null ? "in no room" : Legible.Of(room.Name);
        yield return (new Span($" {name} ", s_strong), 0);
        if (room is not null)
        {
            string people = room.People.Count == 1 ? "1 person" : $"{room.People.Count} people";
            yield return (new Span($"{people} ", s_reversed), 3);
        }

        string state = model.Trouble.Length > 0 ? model.Trouble : "connected";
        yield return (new Span($"| {state} ", model.Trouble.Length > 0 ? s_strong : s_reversed), 1);
        if (model.Trouble.Length == 0 && model.Lag.Lag > LagMeter.WorthShowing)
        {
            yield return (new Span($"| lag {model.Lag.Lag.TotalSeconds:0.0} s ", s_strong), 2);
        }

        if (model.Rooms.Seen.View.LinesBelow is > 0 and long below)
        {
            yield return (new Span($"| {below} below, Esc: newest ", s_strong), 4);
        }

        string separator = "| ";
        for (int i = 0; i < model.Rooms.All.Count; i++)
        {
            ChatRoom other = model.Rooms.All[i];
            if (other.Unread > 0)
            {
                string calls = other.IsCalling ? "!" : "";
                yield return (
                    new Span(
                        $"{separator}{i + 1}:{Legible.Of(other.Name)} +{other.Unread}{calls} ",
                        other.IsCalling ? s_strong : s_reversed),
                    other.IsCalling ? 5 : 6 + i);
                separator = "";
            }
        }
    }

    private static int Width(List<(Span Span, int Need)> parts) =>
        parts.Sum(static part => CellWidth.Of(part.Span.Text));
}
