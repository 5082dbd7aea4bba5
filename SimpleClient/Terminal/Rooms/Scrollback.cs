namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// The lines of a room, the newest last, and behind them those that wait for the server. A line
/// has a number that it keeps while older ones go.
/// </summary>
/// <param name="today">The day that needs no line of its own.</param>
internal sealed class Scrollback(DateTime today)
{
    /// <summary>
    /// Lines kept at least, once there were so many and their text is not too long.
    /// </summary>
    public const int MinLines = 10_000;

    /// <summary>
    /// Characters kept at most, 16 MB of them: ten thousand of the longest messages in each of many
    /// rooms would fill the memory of a small computer.
    /// </summary>
    public const int MaxChars = 8 * 1024 * 1024;

    /// <summary>The oldest go by so many at once, because a list gives them up by moving.</summary>
    private const int Surplus = 1_000;

    /// <summary>The part of the text that goes at once, for the same reason.</summary>
    private const int SurplusChars = MaxChars / 16;

    private readonly List<ChatLine> _lines = [];
    private readonly List<ChatLine> _pending = [];
    private int _chars;

    /// <summary>The number of the oldest line.</summary>
    public long First { get; private set; }

    /// <summary>The number that the next line gets; those that wait come after it.</summary>
    public long Next => First + _lines.Count;

    /// <summary>One more than the number of the last line, waiting ones included.</summary>
    public long End => Next + _pending.Count;

    /// <summary>Own words that wait, the oldest first.</summary>
    public IReadOnlyList<ChatLine> Pending => _pending;

    /// <summary>The newest line that does not wait; null: none.</summary>
    public ChatLine? Last => _lines.Count > 0 ? _lines[^1] : null;

    /// <summary>A line by its number.</summary>
    public ChatLine this[long number] =>
        number < Next ? _lines[(int)(number - First)] : _pending[(int)(number - Next)];

    /// <summary>
    /// Adds a line; one that begins another day gets a line for the day before it.
    /// </summary>
    public void Add(ChatLine line)
    {
        BeginDay(line.Time);
        _lines.Add(line);
        _chars += Chars(line);
        if (_lines.Count > MinLines + Surplus)
        {
            RemoveOldest(_lines.Count - MinLines);
        }
        else if (_chars > MaxChars)
        {
            int count = 0;
            for (int left = _chars; left > MaxChars - SurplusChars; count++)
            {
                left -= Chars(_lines[count]);
            }

            RemoveOldest(Math.Min(count, _lines.Count - 1));
        }
    }

    /// <summary>Adds a line for a day, unless the newest line is of that day.</summary>
    public void BeginDay(DateTimeOffset time)
    {
        if (time.Date != (Last?.Time.Date ?? today))
        {
            _lines.Add(new ChatLine { Kind = LineKind.Day, Time = time });
        }
    }

    /// <summary>Puts a line in the place of the newest one.</summary>
    public void ReplaceLast(ChatLine line)
    {
        _chars += Chars(line) - Chars(_lines[^1]);
        _lines[^1] = line;
    }

    /// <summary>Adds own words that wait.</summary>
    public void AddPending(ChatLine line) => _pending.Add(line);

    /// <summary>Takes away own words that wait no longer.</summary>
    /// <returns>False when they were not there.</returns>
    public bool RemovePending(ChatLine line)
    {
        int at = _pending.FindIndex(one => ReferenceEquals(one, line));
        if (at >= 0)
        {
            _pending.RemoveAt(at);
        }

        return at >= 0;
    }

    private static int Chars(ChatLine line) => line.Text.Length;

    private void RemoveOldest(int count)
    {
        _chars -= _lines.Take(count).Sum(Chars);
        _lines.RemoveRange(0, count);
        First += count;
    }
}
