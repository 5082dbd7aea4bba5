using EventLoopServer.Timing;

namespace UnitTests.Simulation;

/// <summary>Time that only moves when a test says so. It begins at 12:00 UTC of some day.</summary>
internal sealed class SimClock : IClock
{
    private const long Noon = 1_767_268_800_000;

    private long _looks;
    private long _ns;

    public long NowMs { get; private set; } = 1000;

    public long UnixMs => Noon + NowMs + WallShiftMs;

    /// <summary>
    /// How far somebody has set the wall clock forward, or back: nothing else is to notice.
    /// </summary>
    public long WallShiftMs { get; set; }

    /// <summary>
    /// Nanoseconds that pass from one look to the next, one after the other and again from the
    /// first: what the phases of a turn take.
    /// </summary>
    public long[] PhasesNs { get; init; } = [0];

    public long NowNs => _ns += PhasesNs[_looks++ % PhasesNs.Length];

    public void Advance(long ms) => NowMs += ms;
}
