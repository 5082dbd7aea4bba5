using EventLoopServer.Readiness;

namespace UnitTests.Simulation;

/// <summary>Time that only moves when a test says so. It begins at 12:00 UTC of some day.</summary>
internal sealed class SimClock : IClock
{
    private const long Noon = 1_767_268_800_000;

    public long NowMs { get; private set; } = 1000;

    public long UnixMs => Noon + NowMs;

    public void Advance(long ms) => NowMs += ms;
}
