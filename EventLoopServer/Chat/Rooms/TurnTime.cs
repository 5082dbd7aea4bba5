namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// One moment on two clocks. The monotonic clock is for time spans, because it cannot be set. The
/// wall clock is for people, and may be corrected by years while the server runs.
/// </summary>
/// <param name="NowMs">Monotonic milliseconds, from an arbitrary start.</param>
/// <param name="UnixMs">Milliseconds since 1970, UTC.</param>
internal readonly record struct TurnTime(long NowMs, long UnixMs)
{
    /// <summary>
    /// Converts a time on the monotonic clock to a date, with the current wall clock.
    /// </summary>
    public long DateOf(long dueMs) => UnixMs + (dueMs - NowMs);
}
