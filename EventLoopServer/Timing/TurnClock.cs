namespace EventLoopServer.Timing;

/// <summary>
/// The time of the current turn, which is the same for everything that happens in it.
/// </summary>
internal sealed class TurnClock(IClock clock)
{
    public long NowMs { get; private set; } = clock.NowMs;

    public long UnixMs { get; private set; } = clock.UnixMs;

    public void Advance()
    {
        NowMs = clock.NowMs;
        UnixMs = clock.UnixMs;
    }
}
