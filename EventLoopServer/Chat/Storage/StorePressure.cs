namespace EventLoopServer.Chat.Storage;

/// <summary>How full the batch of the store is, or whether its disk fails.</summary>
internal enum StorePressure
{
    /// <summary>Less than half full.</summary>
    None,

    /// <summary>At least half full. Clients that send messages are not read.</summary>
    High,

    /// <summary>Full, or the disk has failed for a while. Messages are refused.</summary>
    Full,

    /// <summary>
    /// The disk has failed for a while, and the server is configured to continue without it.
    /// Messages are accepted but not stored.
    /// </summary>
    Failing,
}
