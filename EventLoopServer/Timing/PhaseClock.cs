using EventLoopServer.Observability;

namespace EventLoopServer.Timing;

/// <summary>
/// Measures the phases of a turn. A phase begins where the last one ended. So a turn reads the
/// clock once a phase, and the phases add up to the whole time.
/// </summary>
internal sealed class PhaseClock(IClock clock, ServerStats stats)
{
    private long _ns = clock.NowNs;
    private long _awakeNs;

    /// <summary>Ends the wait, which does not count as time of the turn.</summary>
    public void EndWait()
    {
        End(Phase.Wait);
        _awakeNs = _ns;
    }

    public void End(Phase phase)
    {
        long ns = clock.NowNs;
        stats.PhaseNs[(int)phase] += ns - _ns;
        _ns = ns;
    }

    /// <summary>Ends the turn. Its time counts from the end of the wait.</summary>
    public void EndTurn() => stats.CountTurn(_ns - _awakeNs);
}
