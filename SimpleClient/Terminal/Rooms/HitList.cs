using System.Globalization;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Scrolling;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// The messages that a search has found, with one row for each. One message is selected. The list
/// covers the messages of the room until the user chooses a message or closes the list.
/// </summary>
internal sealed class HitList
{
    private static readonly Style s_selected = new() { IsReversed = true };
    private static readonly Style s_heading = new() { IsDim = true };

    private readonly List<(string Room, ChatLine Line)> _all = [];
    private int _top;

    public int Count => _all.Count;

    /// <summary>The index of the selected message.</summary>
    public int Selected { get; private set; }

    /// <summary>The room and the sequence number of the selected message.</summary>
    public (string Room, ulong Sequence) Chosen =>
        (_all[Selected].Room, _all[Selected].Line.Sequence);

    /// <summary>Adds a message. The newest message is added first.</summary>
    public void Add(string room, ChatLine line) => _all.Add((room, line));

    /// <summary>Selects another message, up to the first or the last.</summary>
    public void Move(int by) =>
        Selected = Math.Clamp(Selected + by, 0, Math.Max(0, _all.Count - 1));

    /// <summary>
    /// The rows: a heading, and as many messages as fit. The selected one is always included.
    /// </summary>
    /// <param name="rows">The height, in rows.</param>
    /// <param name="columns">The width in cells.</param>
    public IReadOnlyList<IReadOnlyList<Span>> Visible(int rows, int columns)
    {
        if (rows == 0)
        {
            return [];
        }

        int most = Math.Max(1, rows - 1);
        _top = Math.Clamp(_top, Math.Max(0, Selected - most + 1), Selected);
        var all = new List<IReadOnlyList<Span>>();
        if (rows > 1)
        {
            string heading = PastSentences.Hits(Selected + 1, _all.Count);
            all.Add([new Span(CellWidth.Cut(heading, columns), s_heading)]);
        }

        for (int i = _top; i < Math.Min(_all.Count, _top + most); i++)
        {
            all.Add([new Span(
                CellWidth.Cut(Text(_all[i]), columns), i == Selected ? s_selected : default)]);
        }

        return [.. all, .. Enumerable.Repeat<IReadOnlyList<Span>>([], rows - all.Count)];
    }

    private static string Text((string Room, ChatLine Line) hit) => SafeText.Of(SearchSentences.Hit(
        hit.Line.Time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        hit.Room,
        hit.Line.Name,
        string.Join(' ', hit.Line.Text.Split(
            [' ', '\t', '\u00A0'], StringSplitOptions.RemoveEmptyEntries)),
        hit.Line.Kind == LineKind.Acted));
}
