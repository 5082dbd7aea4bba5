namespace EventLoopServer.Chat.Storage;

/// <summary>What an operator asks the store to do.</summary>
internal enum MaintenanceTask
{
    /// <summary>A consistent copy; the argument is a path; empty: the backup folder.</summary>
    Backup,

    /// <summary>All lines as JSON lines; the argument is a path.</summary>
    Export,

    /// <summary>Removes a sender's names and texts; the argument is the name.</summary>
    Erase,

    /// <summary>The latest entries of the audit log; the argument is their number.</summary>
    Audit,
}
