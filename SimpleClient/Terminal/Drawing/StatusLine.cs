using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Drawing;

/// <summary>
/// The line above the input. It has the user's name, the places with their unread messages, the
/// number of members, and the state of the connection. When the width is too small, the least
/// important part is left out first. The message about a lost connection is kept longest.
/// </summary>
internal static class StatusLine
{
    /// <summary>The importance of a part that is never left out.</summary>
    private const int Always = 0;

    /// <summary>
    /// The cells that the places keep while other parts are left out. They are enough for a number
    /// and a name.
    /// </summary>
    private const int MinPlaces = 18;

    /// <summary>
    /// The fewest cells of a name: a letter and an ellipsis. A shorter text does not identify a
    /// place.
    /// </summary>
    private const int MinNameCells = 2;

    /// <summary>The fewest cells of the user's name. It is cut only if it is longer.</summary>
    private const int MinOwnNameCells = 12;

    private const string Separator = " \u2502 ";

    private static readonly Style s_reversed = new() { IsReversed = true };
    private static readonly Style s_strong = new() { IsReversed = true, IsBold = true };

    /// <summary>The status, as wide as the screen, or wider on a tiny one.</summary>
    public static IReadOnlyList<Span> Spans(TerminalModel model, int columns)
    {
        (List<(Span Span, int Need)> behind, string name, int cells) = Arrange(model, columns);
        string trouble = behind.Find(static part => part.Need == Always).Span.Text ?? "";
        List<Span> all = trouble.Length > 0 && cells < MinNameCells
            ? [new Span($" {trouble[Separator.Length..]} ", s_strong)]
            :
            [
                new Span(name, s_reversed),
                .. model.Rooms.Current is null
                    ? [new Span(CellWidth.Cut(TerminalSentences.InNoRoom, cells), s_strong)]
                    : PlaceList.Spans(model.Rooms, cells),
                .. behind.Select(static part => part.Span),
            ];
        int rest = columns - Width(all);
        all.Add(new Span(new string(' ', Math.Max(0, rest)), s_reversed));
        return all;
    }

    /// <summary>The place at a column of the status line; null when there is none.</summary>
    public static ChatRoom? PlaceAt(TerminalModel model, int columns, int column)
    {
        (_, string name, int cells) = Arrange(model, columns);
        int at = column - CellWidth.Of(name);
        return PlaceList.Fit(model.Rooms, cells).Shown
            .FirstOrDefault(one => at >= one.At && at < one.At + CellWidth.Of(one.Span.Text))
            .Place;
    }

    /// <summary>The parts that fit, and the cells between them for the places.</summary>
    private static (List<(Span Span, int Need)> Behind, string Name, int Cells) Arrange(
        TerminalModel model, int columns)
    {
        List<(Span Span, int Need)> behind = [.. Behind(model)];
        string own = CellWidth.Cut(
            SafeText.Of(model.OwnName), Math.Max(MinOwnNameCells, columns / 6));
        string name = own.Length > 0 ? $" {own}{Separator}" : " ";
        int Cells() => columns - CellWidth.Of(name) - behind.Sum(
            static part => CellWidth.Of(part.Span.Text)) - 1;
        bool isCalled = model.Rooms.All.Any(
            place => place.IsCalling && place != model.Rooms.Current);
        int enough = Math.Min(MinPlaces, model.Rooms.Current is { } room && !isCalled
            ? CellWidth.Of(PlaceList.Text(room, 1)) : MinPlaces);
        if (Cells() < enough)
        {
            name = " ";
        }

        while (Cells() < enough && behind.Exists(static part => part.Need != Always))
        {
            behind.Remove(behind.MaxBy(static part => part.Need));
        }

        // The advice about a lost connection is left out before the name. The message itself is
        // kept.
        string trouble = model.Trouble;
        int comma;
        while (Cells() < enough && (comma = trouble.LastIndexOf(", ")) > 0)
        {
            trouble = trouble[..comma];
            behind = [Troubled(trouble)];
        }

        return (behind, name, Cells());
    }

    private static IEnumerable<(Span Span, int Need)> Behind(TerminalModel model)
    {
        if (model.Rooms.Current is { IsPrivate: false } room)
        {
            string here = TerminalSentences.Here(room.People.Count);
            yield return (new Span($"{Separator}{here}", s_reversed), 4);
        }

        if (model.Transfer.Length > 0)
        {
            yield return (new Span($"{Separator}{model.Transfer}", s_strong), 3);
        }

        if (model.Rooms.Seen is { HasLinesBelow: true } seen)
        {
            string calls = seen.IsCalling ? "!" : "";
            string below = seen.Unread > 0
                ? TerminalSentences.NewBelow(seen.Unread, calls)
                : seen.Past is not null ? PastSentences.OlderShown
                : TerminalSentences.Below(seen.View.LinesBelow);
            string text = $"{Separator}{TerminalSentences.EscapeShowsNewest(below)}";
            yield return (new Span(text, s_strong), 3);
        }

        if (model.Trouble.Length > 0)
        {
            yield return Troubled(model.Trouble);
        }
        else if (model.Lag.Lag > LagMeter.WorthShowing)
        {
            string lag = TerminalSentences.Lag(model.Lag.Lag.TotalSeconds);
            yield return (new Span($"{Separator}{lag}", s_strong), 2);
        }
    }

    private static (Span Span, int Need) Troubled(string trouble) =>
        (new Span($"{Separator}{trouble}", s_strong), Always);

    private static int Width(IEnumerable<Span> spans) =>
        spans.Sum(static span => CellWidth.Of(span.Text));
}
