namespace EventLoopServer.Chat.Storage;

/// <summary>The tasks of the store that operators can start.</summary>
internal enum MaintenanceTask
{
    /// <summary>
    /// Makes a consistent copy. The argument is a path, or empty for the backup folder.
    /// </summary>
    Backup,

    /// <summary>Writes all lines as JSON lines. The argument is a path.</summary>
    Export,

    /// <summary>Removes a sender's names and texts. The argument is the name.</summary>
    Erase,

    /// <summary>Reads the latest entries of the audit log. The argument is their number.</summary>
    Audit,
}
