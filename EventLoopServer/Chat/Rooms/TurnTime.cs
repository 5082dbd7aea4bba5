namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// One moment on two clocks. Time spans use the first one, which nobody sets. The second one is for
/// people, and may be corrected by years while the server runs.
/// </summary>
/// <param name="NowMs">Monotonic milliseconds, from an arbitrary start.</param>
/// <param name="UnixMs">Milliseconds since 1970, UTC.</param>
internal readonly record struct TurnTime(long NowMs, long UnixMs)
{
    /// <summary>The date of a moment on the monotonic clock, by the current wall clock.</summary>
    public long DateOf(long dueMs) => UnixMs + (dueMs - NowMs);
}
