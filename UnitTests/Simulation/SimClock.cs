using EventLoopServer.Timing;

namespace UnitTests.Simulation;

/// <summary>A clock that only moves when a test advances it. It starts at 12:00 UTC.</summary>
internal sealed class SimClock : IClock
{
    private const long Noon = 1_767_268_800_000;

    private long _looks;
    private long _ns;

    public long NowMs { get; private set; } = 1000;

    public long UnixMs => Noon + NowMs + WallShiftMs;

    /// <summary>
    /// How far the wall clock has been set forward or back. This must not affect anything else.
    /// </summary>
    public long WallShiftMs { get; set; }

    /// <summary>
    /// The nanoseconds that pass between two readings, used in rotation: the durations of the
    /// phases of a turn.
    /// </summary>
    public long[] PhasesNs { get; init; } = [0];

    public long NowNs => _ns += PhasesNs[_looks++ % PhasesNs.Length];

    public void Advance(long ms) => NowMs += ms;
}
