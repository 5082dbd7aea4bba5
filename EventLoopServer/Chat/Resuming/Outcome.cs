namespace EventLoopServer.Chat.Resuming;

/// <summary>The answer to a request of a resumable session.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="TimeMs">The time of the answer, ms since 1970.</param>
/// <param name="Room">The room of an accepted message, UTF-8; empty for other requests.</param>
/// <param name="Sequence">The number of the message in the room; 0 for other requests.</param>
/// <param name="Reason">Why the request was refused; null when it was accepted.</param>
internal readonly record struct Outcome(
    ulong RequestId, long TimeMs, byte[] Room, ulong Sequence, RefusedOutcome? Reason)
{
    /// <summary>True for an accepted message that a failing disk did not store.</summary>
    public bool IsUnstored { get; init; }
}
