namespace EventLoopServer.Chat.Storage;

/// <summary>
/// An incarnation of a room that ended in a crash. Its lines after the last stored one may have
/// been sent and lost.
/// </summary>
/// <param name="Incarnation">The incarnation.</param>
/// <param name="LastKept">The number of the incarnation's last line on disk.</param>
internal readonly record struct IncarnationEnd(ulong Incarnation, ulong LastKept)
{
    /// <summary>
    /// Most ends that are stored for a room. A session lives for an hour. A server that crashes
    /// more often than this in an hour has other problems.
    /// </summary>
    public const int Most = 16;
}
