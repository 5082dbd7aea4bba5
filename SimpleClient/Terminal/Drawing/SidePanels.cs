using SimpleClient.Sentences;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Drawing;

/// <summary>
/// The lists at the sides of the messages: the places on the left, the people on the right.
/// </summary>
internal static class SidePanels
{
    /// <summary>Cells of the list of places, with its edge.</summary>
    public const int PlacesCells = 20;

    /// <summary>Cells of the list of people, with its edge.</summary>
    public const int PeopleCells = 18;

    /// <summary>The fewest columns of a screen with a list of people.</summary>
    public const int ColumnsForPeople = 100;

    /// <summary>The fewest columns of a screen that also has a list of places.</summary>
    public const int ColumnsForPlaces = 120;

    private const string Edge = "\u2502";

    private static readonly Style s_dim = new() { IsDim = true };
    private static readonly Style s_bold = new() { IsBold = true };
    private static readonly Style s_reversed = new() { IsReversed = true };

    /// <summary>Joins the parts of one row.</summary>
    public static IReadOnlyList<Span> Beside(
        IReadOnlyList<Span>? places, IReadOnlyList<Span> middle, int cells,
        IReadOnlyList<Span>? people)
    {
        List<Span> row = [];
        if (places is not null)
        {
            row.AddRange(Padded(places, PlacesCells - 1));
            row.Add(new Span(Edge, s_dim));
        }

        row.AddRange(people is null ? middle : Padded(middle, cells));
        if (people is not null)
        {
            row.Add(new Span($"{Edge} ", s_dim));
            row.AddRange(people);
        }

        return row;
    }

    /// <summary>
    /// The first place of the list, chosen so that the current place is in the list.
    /// </summary>
    public static int FirstPlace(RoomList rooms, int rows)
    {
        int current = rooms.Current is { } room ? rooms.All.ToList().IndexOf(room) : 0;
        return Math.Clamp(current - (rows / 2), 0, Math.Max(0, rooms.All.Count - rows));
    }

    /// <summary>The places, from the first that is shown.</summary>
    public static IReadOnlyList<IReadOnlyList<Span>> Places(RoomList rooms, int rows)
    {
        var all = new List<IReadOnlyList<Span>>();
        int first = FirstPlace(rooms, rows);
        for (int i = first; i < Math.Min(rooms.All.Count, first + rows); i++)
        {
            ChatRoom room = rooms.All[i];
            string text = PlaceList.Text(room, i + 1, PlacesCells - 3);
            Style style = room == rooms.Current ? s_reversed : room.IsCalling ? s_bold : default;
            all.Add([new Span($" {text} ", style)]);
        }

        return Filled(all, rows);
    }

    /// <summary>The people of a room, by name, below their number.</summary>
    public static IReadOnlyList<IReadOnlyList<Span>> People(ChatRoom room, int rows)
    {
        var all = new List<IReadOnlyList<Span>>
        {
            new List<Span> { new(TerminalSentences.Here(room.People.Count), s_dim) },
        };
        IReadOnlyList<string> names = room.People.Sorted;
        int shown = names.Count <= rows - 1 ? names.Count : Math.Max(0, rows - 2);
        for (int i = 0; i < shown; i++)
        {
            string name = CellWidth.Cut(SafeText.Of(names[i]), PeopleCells - 2);
            all.Add([new Span(name, new Style { Colour = room.Names.Of(names[i]) })]);
        }

        if (shown < names.Count)
        {
            all.Add([new Span(TerminalSentences.MorePlaces(names.Count - shown), s_dim)]);
        }

        return Filled(all, rows);
    }

    private static IReadOnlyList<IReadOnlyList<Span>> Filled(
        List<IReadOnlyList<Span>> rows, int count) =>
        [.. rows.Take(count), .. Enumerable.Repeat<IReadOnlyList<Span>>(
            [], Math.Max(0, count - rows.Count))];

    private static IReadOnlyList<Span> Padded(IReadOnlyList<Span> spans, int cells)
    {
        int rest = cells - spans.Sum(static span => CellWidth.Of(span.Text));
        return rest > 0 ? [.. spans, new Span(new string(' ', rest), default)] : spans;
    }
}
