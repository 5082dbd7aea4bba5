using EventLoopServer.Timing;

namespace UnitTests.Storage;

/// <summary>A clock that tests set; any thread may read it.</summary>
internal sealed class StoreClock : IClock
{
    /// <summary>2026-01-01, 00:00 UTC.</summary>
    public const long StartMs = 1_767_225_600_000;

    private long _unixMs = StartMs;

    public long NowMs => UnixMs - StartMs;

    public long NowNs => NowMs * 1_000_000;

    public long UnixMs => Volatile.Read(ref _unixMs);

    public void Advance(TimeSpan time) =>
        Interlocked.Add(ref _unixMs, (long)time.TotalMilliseconds);
}
