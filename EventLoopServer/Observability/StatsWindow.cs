namespace EventLoopServer.Observability;

/// <summary>
/// The samples for statistics of about the last second. No timer wakes the loop to take a sample. A
/// turn that ends a second or more after the last sample takes the next one. So the statistics
/// cover at least 1 s. They cover up to 2 s while the loop turns, and the whole sleep after a long
/// sleep.
/// </summary>
internal sealed class StatsWindow
{
    private const long MinMs = 1000;

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

    /// <summary>
    /// Takes a sample if a second has passed since the last one. Called at the end of a turn.
    /// </summary>
    public void Roll(long nowMs)
    {
        if (nowMs - _newerMs >= MinMs)
        {
            (_older, _newer) = (_newer, _older);
            _newer.Read(_stats);
            _newerMs = nowMs;
        }
    }

    /// <summary>
    /// The newest sample that is at least a second old. Right after the start, it is the first
    /// sample.
    /// </summary>
    public StatsSample BeginAt(long nowMs) => nowMs - _newerMs >= MinMs ? _newer : _older;
}
