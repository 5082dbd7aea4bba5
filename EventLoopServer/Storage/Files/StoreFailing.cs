namespace EventLoopServer.Storage.Files;

/// <summary>What happens to messages when the disk has failed for a while.</summary>
internal enum StoreFailing
{
    /// <summary>They are refused.</summary>
    Refuse,

    /// <summary>They are sent, but not kept.</summary>
    Talk,
}
