namespace EventLoopServer.Chat.Files;

/// <summary>Adds up bytes by key over the last 24 hours.</summary>
/// <typeparam name="T">The key: a member or an address.</typeparam>
internal sealed class DailyBytes<T>
    where T : notnull
{
    private const long DayMs = 24L * 60 * 60 * 1000;

    private readonly Dictionary<T, long> _sums = [];
    private readonly Queue<Entry> _entries = new();

    /// <summary>The bytes of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="unixMs">The time, in ms since 1970.</param>
    public long Of(T key, long unixMs)
    {
        while (_entries.TryPeek(out Entry? oldest) && oldest.TimeMs <= unixMs - DayMs)
        {
            Remove(_entries.Dequeue());
        }

        return _sums.GetValueOrDefault(key);
    }

    /// <summary>Adds bytes.</summary>
    /// <returns>The entry, which <see cref="Remove"/> takes back.</returns>
    public Entry Add(T key, long bytes, long unixMs)
    {
        _sums[key] = Of(key, unixMs) + bytes;
        var entry = new Entry(key, unixMs, bytes);
        _entries.Enqueue(entry);
        return entry;
    }

    /// <summary>
    /// Takes an entry back. A second entry with a negative number was rejected: it would expire
    /// later than the first one, and between the two times the sum would be too low.
    /// </summary>
    public void Remove(Entry entry)
    {
        if (entry.Bytes == 0)
        {
            return;
        }

        long left = _sums[entry.Key] - entry.Bytes;
        entry.Bytes = 0;
        if (left == 0)
        {
            _sums.Remove(entry.Key);
        }
        else
        {
            _sums[entry.Key] = left;
        }
    }

    /// <summary>Bytes that count for a day.</summary>
    internal sealed class Entry(T key, long timeMs, long bytes)
    {
        public T Key => key;

        public long TimeMs => timeMs;

        /// <summary>0 when the entry was taken back or has expired.</summary>
        public long Bytes { get; set; } = bytes;
    }
}
