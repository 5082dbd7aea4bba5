using EventLoopServer.Observability;

namespace EventLoopServer.Timing;

/// <summary>
/// Where a turn's time goes. A phase begins where the last one ended, so a turn looks at the clock
/// once a phase and no time is missing.
/// </summary>
internal sealed class PhaseClock(IClock clock, ServerStats stats)
{
    private long _ns = clock.NowNs;
    private long _awakeNs;

    /// <summary>The wait has ended, and with it what nobody waits for.</summary>
    public void EndWait()
    {
        End(Phase.Wait);
        _awakeNs = _ns;
    }

    /// <summary>This phase has ended.</summary>
    public void End(Phase phase)
    {
        long ns = clock.NowNs;
        stats.PhaseNs[(int)phase] += ns - _ns;
        _ns = ns;
    }

    /// <summary>The turn has ended; what counts of it began when it stopped waiting.</summary>
    public void EndTurn() => stats.CountTurn(_ns - _awakeNs);
}
