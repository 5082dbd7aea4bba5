using EventLoopServer.Timing;

namespace UnitTests.Support;

/// <summary>The real time of a server, of which a test can skip a part.</summary>
internal sealed class SkippingClock : IClock
{
    private readonly SystemClock _real = new();
    private long _skippedMs;

    private long SkippedMs => Volatile.Read(ref _skippedMs);

    public long NowMs => _real.NowMs + SkippedMs;

    public long NowNs => _real.NowNs + (SkippedMs * 1_000_000);

    public long UnixMs => _real.UnixMs + SkippedMs;

    public void Skip(long ms) => Interlocked.Add(ref _skippedMs, ms);
}
