namespace EventLoopServer.Chat.Storage;

/// <summary>
/// An incarnation of a room that ended in a crash. Later lines of it were sent and lost.
/// </summary>
/// <param name="Incarnation">The incarnation.</param>
/// <param name="LastKept">The number of its last line on disk.</param>
internal readonly record struct IncarnationEnd(ulong Incarnation, ulong LastKept)
{
    /// <summary>
    /// Ends that are remembered for a room. A session lives an hour, and a server that crashes more
    /// often in this time has other problems.
    /// </summary>
    public const int Most = 16;
}
