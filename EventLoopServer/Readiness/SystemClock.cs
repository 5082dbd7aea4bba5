namespace EventLoopServer.Readiness;

internal sealed class SystemClock : IClock
{
    public long NowMs => Environment.TickCount64;

    public long UnixMs => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
}
