namespace EventLoopServer.Chat.Files;

/// <summary>Adds up bytes by key over the last 24 hours.</summary>
/// <typeparam name="T">The key: a member or an address.</typeparam>
internal sealed class DailyBytes<T>
    where T : notnull
{
    private const long DayMs = 24L * 60 * 60 * 1000;

    private readonly Dictionary<T, long> _sums = [];
    private readonly Queue<(long TimeMs, T Key, long Bytes)> _entries = new();

    /// <summary>The bytes of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="unixMs">The time, in ms since 1970.</param>
    public long Of(T key, long unixMs)
    {
        while (_entries.TryPeek(out (long TimeMs, T, long) oldest)
            && oldest.TimeMs <= unixMs - DayMs)
        {
            (_, T old, long bytes) = _entries.Dequeue();
            long left = _sums.GetValueOrDefault(old) - bytes;
            _sums[old] = left;
            if (left == 0)
            {
                // A sum of zero needs no entry, even if entries of the key remain that add up to
                // zero.
                _sums.Remove(old);
            }
        }

        return _sums.GetValueOrDefault(key);
    }

    /// <summary>Adds bytes. A negative number subtracts them.</summary>
    public void Add(T key, long bytes, long unixMs)
    {
        _sums[key] = Of(key, unixMs) + bytes;
        _entries.Enqueue((unixMs, key, bytes));
    }
}
