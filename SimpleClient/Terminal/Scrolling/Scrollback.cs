namespace SimpleClient.Terminal.Scrolling;

/// <summary>
/// The lines of a room, with the newest last. The user's unconfirmed messages follow them. A line
/// keeps its number when older lines are removed.
/// </summary>
internal sealed class Scrollback : INumberedLines
{
    /// <summary>The fewest lines that are kept, if their text is not too long.</summary>
    public const int MinLines = 10_000;

    /// <summary>
    /// The most bytes of memory. Without this limit, ten thousand of the longest messages would
    /// fill the memory of a small computer. All rooms together have another limit,
    /// <see cref="LineBudget"/>.
    /// </summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>
    /// The number of oldest lines that are removed at once, because each removal moves the rest of
    /// the list.
    /// </summary>
    private const int Surplus = 1_000;

    /// <summary>The fraction of the memory that is removed at once, for the same reason.</summary>
    private const int Share = 16;

    private readonly List<ChatLine> _lines = [];
    private readonly List<ChatLine> _pending = [];
    private readonly DateTime _today;
    private readonly LineBudget? _budget;

    /// <param name="today">The current date, which needs no line of its own.</param>
    /// <param name="budget">The memory budget of all rooms; null when there is none.</param>
    public Scrollback(DateTime today, LineBudget? budget = null)
    {
        _today = today;
        _budget = budget;
        budget?.Add(this);
    }

    /// <summary>Bytes of memory of the lines, without the pending ones.</summary>
    public long Bytes { get; private set; }

    /// <summary>True when some messages were lost and not sent again.</summary>
    public bool HasLost { get; private set; }

    /// <summary>
    /// How many lines were removed between others. Each has changed the numbers of later lines.
    /// </summary>
    public int Removals { get; private set; }

    /// <summary>The number of the oldest line.</summary>
    public long First { get; private set; }

    /// <summary>The number of the next line; pending lines follow it.</summary>
    public long Next => First + _lines.Count;

    /// <summary>One more than the number of the last line, pending ones included.</summary>
    public long End => Next + _pending.Count;

    /// <summary>The user's unconfirmed messages, the oldest first.</summary>
    public IReadOnlyList<ChatLine> Pending => _pending;

    /// <summary>The newest line that is not pending; null when there is none.</summary>
    public ChatLine? Last => _lines.Count > 0 ? _lines[^1] : null;

    public ChatLine this[long number] =>
        number < Next ? _lines[(int)(number - First)] : _pending[(int)(number - Next)];

    /// <summary>
    /// Adds a line. If it is the first of another day, a line for that day is added before it.
    /// </summary>
    public void Add(ChatLine line)
    {
        BeginDay(line.Time);
        Append(line);
    }

    /// <summary>Adds older lines above the first one, with lower numbers.</summary>
    public void Prepend(IReadOnlyList<ChatLine> lines)
    {
        _lines.InsertRange(0, lines);
        First -= lines.Count;
        Count(lines.Sum(static line => line.MemoryBytes));
    }

    /// <summary>Adds a line for a day, unless the newest line has the same date.</summary>
    public void BeginDay(DateTimeOffset time)
    {
        if (time.Date != (Last?.Time.Date ?? _today))
        {
            Append(new ChatLine { Kind = LineKind.Day, Time = time });
        }
    }

    /// <summary>Replaces the newest line.</summary>
    public void ReplaceLast(ChatLine line)
    {
        int change = line.MemoryBytes - _lines[^1].MemoryBytes;
        _lines[^1] = line;
        Count(change);
    }

    /// <summary>
    /// Removes the oldest lines, a fraction of the memory. The newest line stays.
    /// </summary>
    public void RemoveShare()
    {
        long left = Bytes - Math.Max(1, Bytes / Share);
        long bytes = Bytes;
        int count = 0;
        while (count < _lines.Count - 1 && bytes > left)
        {
            bytes -= _lines[count++].MemoryBytes;
        }

        RemoveOldest(count);
    }

    /// <summary>Adds an unconfirmed message of the user.</summary>
    public void AddPending(ChatLine line) => _pending.Add(line);

    /// <summary>Removes a message that is no longer pending.</summary>
    /// <returns>False when it was not found.</returns>
    public bool RemovePending(ChatLine line)
    {
        int at = _pending.FindIndex(one => ReferenceEquals(one, line));
        if (at >= 0)
        {
            _pending.RemoveAt(at);
        }

        return at >= 0;
    }

    /// <summary>
    /// Marks the messages above a number, because the server has lost them in a crash.
    /// </summary>
    public void MarkLost(ulong lastKept)
    {
        for (int i = _lines.Count - 1; i >= 0; i--)
        {
            ChatLine line = _lines[i];
            if (line.Sequence > 0 && line.Sequence <= lastKept)
            {
                return;
            }

            if (line is { Sequence: > 0, Kind: LineKind.Said or LineKind.Acted })
            {
                _lines[i] = line with { IsLost = true, Sequence = 0 };
                HasLost = true;
            }
        }
    }

    /// <summary>
    /// Removes a lost message, because its sender has sent it again. A line without the request
    /// number of its sender cannot be recognised. The text has to be the same too, because several
    /// devices of a sender may use the same request number.
    /// </summary>
    public void RemoveLost(ChatLine again)
    {
        int at = again.Origin.RequestId == 0
            ? -1
            : _lines.FindLastIndex(line => line.IsLost && line.Origin == again.Origin
                && line.Text == again.Text);
        if (at >= 0)
        {
            int bytes = _lines[at].MemoryBytes;
            _lines.RemoveAt(at);
            Removals++;
            HasLost = _lines.Exists(static line => line.IsLost);
            Count(-bytes);
        }
    }

    private void Append(ChatLine line)
    {
        _lines.Add(line);
        if (_lines.Count > MinLines + Surplus)
        {
            RemoveOldest(_lines.Count - MinLines);
        }

        Count(line.MemoryBytes);
    }

    private void Count(int bytes)
    {
        Bytes += bytes;
        _budget?.Count(this, bytes);
        while (Bytes > MaxBytes && _lines.Count > 1)
        {
            RemoveShare();
        }
    }

    private void RemoveOldest(int count)
    {
        long bytes = _lines.Take(count).Sum(static line => (long)line.MemoryBytes);
        _lines.RemoveRange(0, count);
        First += count;
        Bytes -= bytes;
        _budget?.Count(this, -bytes);
    }
}
