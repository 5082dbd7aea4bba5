namespace EventLoopServer.Chat.Storage;

/// <summary>How full the batch of the store is.</summary>
internal enum StorePressure
{
    /// <summary>Less than half: go on.</summary>
    None,

    /// <summary>Half or more: stop reading from clients that send messages.</summary>
    High,

    /// <summary>Full: messages are refused.</summary>
    Full,

    /// <summary>
    /// The disk has failed for a while, and the option is to go on without it: messages are
    /// accepted and not kept.
    /// </summary>
    Failing,
}
