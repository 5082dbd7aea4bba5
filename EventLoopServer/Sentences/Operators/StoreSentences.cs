namespace EventLoopServer.Sentences.Operators;

/// <summary>Faults of the store, each with an advice, and the results of its maintenance.</summary>
internal static class StoreSentences
{
    public const string NoFilesFolderAdvice =
        "Give another folder with --files-folder, or use --files off.";

    public const string FolderIsFileAdvice = "Give a folder.";

    public const string LockedAdvice =
        "Stop the other server, or give this one another folder with --data FOLDER.";

    public const string ReadOnlyAdvice =
        "Give this account the permission to write there, or give another folder with --data "
        + "FOLDER.";

    public const string NewerAdvice =
        "Start the newer version, or give another folder with --data FOLDER.";

    public const string ForeignAdvice = "Give another folder with --data FOLDER.";

    public const string OldLibraryAdvice = "Install the server again with all its files.";

    public const string DiskAdvice = "Check the disk, free space, and try again.";

    public const string NoLibrary =
        "The library of the store (e_sqlite3, a file beside the program) cannot be loaded.";

    public const string FileMissingAdvice = "Give a file that exists.";

    public const string FileExistsAdvice = "Give a file that does not exist.";

    public const string NoBackupAdvice =
        "There is no backup: move the file away, and the server starts with an empty history.";

    public const string CheckPassed = "The store is intact.";

    public const string ToolHelp = "Checks, copies and restores a store of messages.";

    public const string CheckHelp =
        "Searches the file of a store for damage. It may run beside a server.";

    public const string BackupHelp =
        "Makes a complete copy of a store. It may run beside a server.";

    public const string RestoreHelp =
        "Puts a backup into a folder. The previous store there stays under another name.";

    public const string ExportHelp =
        "Writes all lines as JSON lines. It may run beside a server.";

    public const string CompactHelp =
        "Gives the free space of a store back to the disk. Stop the server first.";

    public const string NothingInAudit = "The audit log is empty.";

    public const string DiskFullAdvice =
        "free space on the disk. The server continues to write as soon as there is space";

    public const string DiskFaultAdvice =
        "check the disk and its cables, and the system's log. The server tries again every second";

    public static string FolderIsFile(string folder) => $"'{folder}' is a file.";

    public static string Locked(string folder) =>
        $"The store in '{folder}' is in use by another server.";

    public static string ReadOnly(string folder) => $"The folder '{folder}' cannot be written.";

    public static string Newer(string file, int version, int known) =>
        $"'{file}' was written by a newer version of the server (schema {version}, this one reads "
        + $"up to {known}).";

    public static string Foreign(string file) => $"'{file}' is no store of this server.";

    public static string OldLibrary(string version) =>
        $"The SQLite library is too old ({version}).";

    public static string Damaged(string file, string detail) => $"'{file}' is damaged ({detail}).";

    public static string RestoreAdvice(string backup, string folder) =>
        $"Restore the newest backup: EventLoopServer store restore '{backup}' '{folder}'";

    public static string Disk(string file, string detail) =>
        $"'{file}' cannot be read or written ({detail}).";

    public static string FileMissing(string file) => $"'{file}' does not exist.";

    public static string FileExists(string file) => $"'{file}' exists already.";

    public static string BackupMade(string file, long kib) =>
        $"The backup is complete: {file} ({kib} KiB).";

    public static string Exported(long lines, string file) =>
        $"Exported {lines} line{(lines == 1 ? "" : "s")} to {file}.";

    public static string Erased(long lines, string name) =>
        $"Erased the name and the text of {lines} lines of {name}. Backups and exports that exist "
        + "still have them.";

    public static string Restored(string file, string folder) =>
        $"Restored {file} into {folder}.";

    public static string OldStoreMoved(string file) => $"The previous store is now {file}.";

    public static string Compacted(long beforeKib, long afterKib) =>
        $"Compacted the store from {beforeKib} to {afterKib} KiB.";

    public static string CutOff(long bytes) => $"it ends after {bytes} bytes";

    public static string AuditEntry(string time, string actor, string action) =>
        $"{time} {actor} {action}";

    public static string NoFilesFolder(string path, string fault) =>
        $"The folder for shared files, {path}, cannot be used: {fault}";
}
