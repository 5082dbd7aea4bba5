namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// One moment on two clocks. What is due after a span of time goes by the first, which nobody sets;
/// the second is what people read, and may be put right by years while the server runs.
/// </summary>
/// <param name="NowMs">Milliseconds that only grow, from any start.</param>
/// <param name="UnixMs">Milliseconds since 1970, UTC.</param>
internal readonly record struct TurnTime(long NowMs, long UnixMs)
{
    /// <summary>The date of what is due, as the clock for people is set now.</summary>
    public long DateOf(long dueMs) => UnixMs + (dueMs - NowMs);
}
