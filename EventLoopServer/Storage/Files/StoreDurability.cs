namespace EventLoopServer.Storage.Files;

/// <summary>The failures that a commit survives.</summary>
internal enum StoreDurability
{
    /// <summary>A power cut. Each commit needs one fsync.</summary>
    Full,

    /// <summary>
    /// A crash of the process. After a power cut, the last seconds may be missing. This is for slow
    /// disks.
    /// </summary>
    Normal,
}
