using SimpleClient.Sentences;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Drawing;

/// <summary>
/// The numbered places in the status line, with their unread messages. If not all places fit, the
/// current one is always shown, then places with mentions, then places with unread messages.
/// </summary>
internal static class PlaceList
{
    /// <summary>Blanks between two places.</summary>
    private const int Gap = 2;

    /// <summary>
    /// The fewest cells of a place when not all places fit. Longer ones are then cut to a third of
    /// the cells, so that one long name does not hide all others.
    /// </summary>
    private const int MinCells = 18;

    private static readonly Style s_reversed = new() { IsReversed = true };
    private static readonly Style s_strong = new() { IsReversed = true, IsBold = true };

    /// <summary>
    /// The places that fit, each with the cell where it begins, and the number of the places that
    /// do not fit.
    /// </summary>
    /// <param name="rooms">The places.</param>
    /// <param name="cells">The width in cells.</param>
    public static (IReadOnlyList<(ChatRoom Place, Span Span, int At)> Shown, int Left) Fit(
        RoomList rooms, int cells)
    {
        var all = rooms.All.Select((room, i) => (Room: room, Text: Text(room, i + 1), At: i))
            .ToList();
        int Width(IEnumerable<string> texts) =>
            texts.Sum(static text => CellWidth.Of(text) + Gap) - Gap;
        var chosen = all;
        if (Width(all.Select(static one => one.Text)) > cells)
        {
            chosen = [];
            int used = 0;
            int most = Math.Max(MinCells, cells / 3);
            var cut = all.Select(one => one with { Text = Text(one.Room, one.At + 1, most) });
            foreach (var one in cut.OrderBy(one => Rank(one.Room, rooms.Current))
                .ThenBy(static one => one.At))
            {
                int more = CellWidth.Of(one.Text) + Gap;
                bool isLast = chosen.Count == all.Count - 1;

                // The first place with a mention is more important than the number of the others.
                bool isFirstCall = one.Room.IsCalling && chosen.Count < 2;
                int rest = isLast || isFirstCall
                    ? 0 : CellWidth.Of(TerminalSentences.MorePlaces(all.Count - chosen.Count - 1));
                if (chosen.Count > 0 && used + more - (isLast ? Gap : 0) + rest > cells)
                {
                    break;
                }

                chosen.Add(one);
                used += more;
            }

            chosen.Sort(static (one, other) => one.At.CompareTo(other.At));
        }

        var shown = new List<(ChatRoom, Span, int)>();
        int at = 0;
        foreach (var one in chosen)
        {
            string text = CellWidth.Cut(one.Text, Math.Max(0, cells - at));
            Style style = one.Room == rooms.Current || one.Room.IsCalling ? s_strong : s_reversed;
            shown.Add((one.Room, new Span(text, style), at));
            at += CellWidth.Of(text) + Gap;
        }

        return (shown, all.Count - chosen.Count);
    }

    /// <summary>The places as spans, at most as wide as the cells.</summary>
    public static IReadOnlyList<Span> Spans(RoomList rooms, int cells)
    {
        var (shown, left) = Fit(rooms, cells);
        var spans = new List<Span>();
        foreach ((_, Span span, int at) in shown)
        {
            spans.Add(new Span(at > 0 ? new string(' ', Gap) : "", s_reversed));
            spans.Add(span);
        }

        if (left > 0)
        {
            int used = spans.Sum(static span => CellWidth.Of(span.Text));
            string more = $"  {TerminalSentences.MorePlaces(left)}";
            spans.Add(new Span(used + CellWidth.Of(more) <= cells ? more : "", s_reversed));
        }

        return spans;
    }

    /// <summary>The number of a place, its name, and its unread messages.</summary>
    public static string Text(ChatRoom room, int number) => TerminalSentences.Place(
        number, SafeText.Of(room.Label), room.Unread, room.IsCalling);

    /// <summary>
    /// The same in a number of cells, if that leaves any for the name. Only the name is cut: the
    /// unread messages behind it are more important than its end.
    /// </summary>
    public static string Text(ChatRoom room, int number, int cells)
    {
        string label = SafeText.Of(room.Label);
        int rest = cells - CellWidth.Of(Text(room, number)) + CellWidth.Of(label);
        return TerminalSentences.Place(
            number, CellWidth.Cut(label, Math.Max(2, rest)), room.Unread, room.IsCalling);
    }

    private static int Rank(ChatRoom room, ChatRoom? current) =>
        room == current ? 0 : room.IsCalling ? 1 : room.Unread > 0 ? 2 : 3;
}
