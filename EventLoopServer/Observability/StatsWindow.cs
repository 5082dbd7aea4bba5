namespace EventLoopServer.Observability;

/// <summary>
/// Where the last second began. No timer wakes the loop for it: a turn that ends a second or more
/// after the last sample takes one. So a window is a second long or longer: up to two while the
/// loop turns, and as long as the sleep when it slept.
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

    /// <summary>At the end of a turn: takes a sample when it is time.</summary>
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
    /// The newest sample that is a second old; right after the start, the first of all.
    /// </summary>
    public StatsSample BeginAt(long nowMs) => nowMs - _newerMs >= LeastMs ? _newer : _older;
}
