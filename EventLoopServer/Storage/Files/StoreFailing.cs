namespace EventLoopServer.Storage.Files;

/// <summary>What happens to messages when the disk has failed for a while.</summary>
internal enum StoreFailing
{
    /// <summary>Messages are refused.</summary>
    Refuse,

    /// <summary>Messages are sent to the clients, but not stored.</summary>
    Talk,
}
