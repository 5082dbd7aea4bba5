using System.Diagnostics;

namespace EventLoopServer.Timing;

internal sealed class SystemClock : IClock
{
    /// <summary>
    /// 1 on Linux and macOS, and 100 on Windows. These are whole numbers, so no fraction is lost.
    /// </summary>
    private static readonly long s_nsPerTick = 1_000_000_000 / Stopwatch.Frequency;

    public long NowMs => Environment.TickCount64;

    public long NowNs => Stopwatch.GetTimestamp() * s_nsPerTick;

    public long UnixMs => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
}
