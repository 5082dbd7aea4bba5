namespace EventLoopServer.Chat.Storage;

/// <summary>
/// The stored answer to an accepted request of a session. A client whose answer was lost together
/// with the server gets it after the restart.
/// </summary>
/// <param name="RequestId">The request.</param>
/// <param name="TimeMs">The time of the message, ms since 1970.</param>
/// <param name="Room">The room, UTF-8; empty for a private message and a removed room.</param>
/// <param name="Sequence">The number of the message in the room; 0 without a room.</param>
internal readonly record struct StoredAnswer(
    ulong RequestId, long TimeMs, byte[] Room, ulong Sequence)
{
    /// <summary>
    /// The most answers that are stored for a session. A client at the default rate limit sends 10
    /// messages a second, so these are the answers of the last 3 s. All answers of a session are
    /// written again with its next message, so more of them would slow the disk.
    /// </summary>
    public const int Most = 32;
}
