namespace EventLoopServer.Storage.Files;

/// <summary>What a commit survives.</summary>
internal enum StoreDurability
{
    /// <summary>A power cut: one fsync for each commit.</summary>
    Full,

    /// <summary>
    /// A crash of the process; after a power cut the last seconds may be missing. For slow disks.
    /// </summary>
    Normal,
}
