using EventLoopServer.Timing;

namespace UnitTests.Support;

/// <summary>A clock for a server that only the test advances.</summary>
internal sealed class ServerClock : IClock
{
    private long _ms = 1_000_000;

    public long NowMs => Volatile.Read(ref _ms);

    public long NowNs => NowMs * 1_000_000;

    public long UnixMs => 1_700_000_000_000 + NowMs;

    public void Advance(long ms) => Interlocked.Add(ref _ms, ms);
}
