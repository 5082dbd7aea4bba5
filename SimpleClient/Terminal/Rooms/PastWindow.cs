using SimpleClient.Terminal.Scrolling;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// Older lines of a room, loaded page by page while the user reads them. The room's own lines
/// continue to grow meanwhile. The window has a limit. Above it, lines at the end away from the
/// view are dropped, and loaded again when needed.
/// </summary>
internal sealed class PastWindow : INumberedLines
{
    /// <summary>
    /// The most lines, which are twenty pages. More lines would only cost memory, because a page is
    /// loaded in milliseconds.
    /// </summary>
    public const int MaxLines = 2_000;

    /// <summary>The most bytes of memory of the lines, for rooms with long messages.</summary>
    public const long MaxBytes = 8 * 1024 * 1024;

    /// <summary>
    /// The lines on each side of the view that are never dropped. They fill the tallest screens.
    /// </summary>
    private const int Margin = 300;

    private readonly List<ChatLine> _lines = [];
    private long _first;
    private long _bytes;

    /// <param name="layout">
    /// The rows of a line below another one (null: none) at a width in columns.
    /// </param>
    public PastWindow(Func<ChatLine?, ChatLine, int, IReadOnlyList<IReadOnlyList<Span>>> layout) =>
        View = new Viewport(this, (number, columns) => layout(
            number > _first ? this[number - 1] : null, this[number], columns));

    public Viewport View { get; }

    /// <summary>The page of older lines that is being loaded; null when there is none.</summary>
    public PastPage? Older { get; set; }

    /// <summary>The page of newer lines that is being loaded; null when there is none.</summary>
    public PastPage? Newer { get; set; }

    /// <summary>True when the server has no older lines.</summary>
    public bool IsAtStart { get; set; }

    /// <summary>
    /// The message of a search that has to be shown in the middle; 0 when there is none, or when it
    /// was shown.
    /// </summary>
    public ulong Wanted { get; set; }

    /// <summary>
    /// A line above all others, about the state of the window; null when there is none.
    /// </summary>
    public ChatLine? Head { get; set; }

    public long First => Head is null ? _first : _first - 1;

    public long End => _first + _lines.Count;

    /// <summary>The sequence number of the oldest message; 0 when there is none.</summary>
    public ulong Oldest => _lines.Find(static line => line.Sequence > 0)?.Sequence ?? 0;

    /// <summary>The sequence number of the newest message; 0 when there is none.</summary>
    public ulong Newest => _lines.FindLast(static line => line.Sequence > 0)?.Sequence ?? 0;

    /// <summary>The last line; null when there is none.</summary>
    public ChatLine? Last => _lines.Count > 0 ? _lines[^1] : null;

    public ChatLine this[long number] =>
        number < _first ? Head! : _lines[(int)(number - _first)];

    /// <summary>Copies lines of the room, as they are.</summary>
    public void Add(IEnumerable<ChatLine> lines)
    {
        foreach (ChatLine line in lines)
        {
            _lines.Add(line);
            _bytes += line.MemoryBytes;
        }

        Trim(atTop: true);
    }

    /// <summary>Adds newer messages.</summary>
    public void Append(IReadOnlyList<ChatLine> page) =>
        Add(WithDays(page, Last?.Time.Date ?? default));

    /// <summary>Adds older messages above. The shown lines keep their numbers.</summary>
    public void Prepend(IReadOnlyList<ChatLine> page)
    {
        if (_lines is [{ Kind: LineKind.Day }, ..])
        {
            Remove(0, 1);
            _first++;
        }

        List<ChatLine> block = [.. WithDays(page, default)];
        DateTime last = page.Count > 0 ? page[^1].Time.Date : default;
        if (_lines.Count > 0 && _lines[0].Time.Date != last)
        {
            block.Add(Day(_lines[0].Time));
        }

        _lines.InsertRange(0, block);
        _first -= block.Count;
        _bytes += block.Sum(static line => (long)line.MemoryBytes);
        Trim(atTop: false);
    }

    /// <summary>Fixes the view, so that it does not follow lines that are added below.</summary>
    public void Pin()
    {
        if (View.IsAtEnd)
        {
            View.Show(End - 1);
        }
    }

    /// <summary>
    /// The last lines before the first line of the room; empty when that line is not in the window.
    /// </summary>
    public IReadOnlyList<ChatLine> Above(Scrollback room, int most)
    {
        int at = room.Next > room.First
            ? _lines.FindIndex(line => ReferenceEquals(line, room[room.First]))
            : -1;
        return at > 0 ? _lines[Math.Max(0, at - most)..at] : [];
    }

    /// <summary>
    /// The number of the message with this sequence number; null when the window does not have it.
    /// </summary>
    public long? Find(ulong sequence)
    {
        int at = _lines.FindIndex(line => line.Sequence == sequence);
        return at < 0 ? null : _first + at;
    }

    /// <summary>Marks a message, so that the user finds it on the screen.</summary>
    public void Mark(long number)
    {
        int at = (int)(number - _first);
        _lines[at] = _lines[at] with { IsFound = true };
    }

    private static IEnumerable<ChatLine> WithDays(IEnumerable<ChatLine> page, DateTime date)
    {
        foreach (ChatLine line in page)
        {
            if (line.Time.Date != date)
            {
                date = line.Time.Date;
                yield return Day(line.Time);
            }

            yield return line;
        }
    }

    private static ChatLine Day(DateTimeOffset time) => new()
    {
        Kind = LineKind.Day,
        Time = time,
    };

    /// <summary>Drops lines at one end while there are too many, but none near the view.</summary>
    private void Trim(bool atTop)
    {
        int shown = (int)(View.Line - _first);
        int free = atTop ? shown - Margin : _lines.Count - 1 - shown - Margin;
        int count = 0;
        long bytes = _bytes;
        while (count < free && (_lines.Count - count > MaxLines || bytes > MaxBytes))
        {
            bytes -= _lines[atTop ? count : _lines.Count - 1 - count].MemoryBytes;
            count++;
        }

        Remove(atTop ? 0 : _lines.Count - count, count);
        if (atTop && count > 0)
        {
            _first += count;
            (Head, IsAtStart) = (null, false);
        }
    }

    private void Remove(int at, int count)
    {
        _bytes -= _lines.Skip(at).Take(count).Sum(static line => (long)line.MemoryBytes);
        _lines.RemoveRange(at, count);
    }
}
