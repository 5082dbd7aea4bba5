namespace EventLoopServer.Observability;

/// <summary>
/// The beginning of the last second. No timer wakes the loop for it: a turn that ends a second or
/// more after the last sample takes the next one. So a window lasts at least a second: up to two
/// while the loop turns, and as long as the sleep when it slept.
/// </summary>
internal sealed class StatsWindow
{
    private const long LeastMs = 1000;

    private readonly ServerStats _stats;
    private StatsSample _older = new();
    private StatsSample _newer = new();
    private long _newerMs;

    public StatsWindow(ServerStats stats, long nowMs)
    {
        _stats = stats;
        _newerMs = nowMs;
        _older.Read(stats);
        _newer.Read(stats);
    }

    /// <summary>Takes a sample when a second has passed; runs at the end of a turn.</summary>
    public void Roll(long nowMs)
    {
        if (nowMs - _newerMs >= LeastMs)
        {
            (_older, _newer) = (_newer, _older);
            _newer.Read(_stats);
            _newerMs = nowMs;
        }
    }

    /// <summary>
    /// The newest sample that is at least a second old; right after the start, the first of all.
    /// </summary>
    public StatsSample BeginAt(long nowMs) => nowMs - _newerMs >= LeastMs ? _newer : _older;
}
