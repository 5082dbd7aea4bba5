using System.Globalization;

namespace EventLoopServer.Storage.Files;

/// <summary>The names of the store's files.</summary>
/// <param name="Folder">The folder of the store.</param>
internal sealed record StorePaths(string Folder)
{
    private const string TimeFormat = "yyyyMMdd-HHmmss";

    /// <summary>The database.</summary>
    public string Database => Path.Combine(Folder, "chat.db");

    /// <summary>The write-ahead log of SQLite, which is part of the database.</summary>
    public string Wal => Database + "-wal";

    /// <summary>The path of a new database until it is complete.</summary>
    public string NewDatabase => Database + ".new";

    public string Lock => Path.Combine(Folder, "chat.lock");

    public string Ballast => Path.Combine(Folder, "chat.ballast");

    public string Backups => Path.Combine(Folder, "backups");

    /// <summary>The path of a copy. A name without a folder is in the backup folder.</summary>
    public string OfCopy(string path) =>
        Path.GetFileName(path) == path ? Path.Combine(Backups, path) : path;

    /// <summary>The size of the database on the disk.</summary>
    public long Bytes => BytesOf(Database) + BytesOf(Wal);

    /// <summary>
    /// The path of a backup. Its name begins with the time, so that names sort by time.
    /// </summary>
    public string BackupOf(long unixMs, string reason = "") => Path.Combine(
        Backups, $"chat-{TimeText(unixMs)}{reason}.db");

    /// <summary>The backups, newest first.</summary>
    public IReadOnlyList<string> FindBackups() => Directory.Exists(Backups)
        ? [.. Directory.GetFiles(Backups, "chat-*.db").OrderDescending(StringComparer.Ordinal)]
        : [];

    /// <summary>The path of the newest backup; null when there is none.</summary>
    public string? NewestBackup => FindBackups() is [string newest, ..] ? newest : null;

    /// <summary>The time of the newest backup; 0 when there is none.</summary>
    public long NewestBackupUnixMs =>
        NewestBackup is { } newest && TimeOf(newest) is { } ms ? ms : 0;

    /// <summary>The time in a backup's name; null when the name has none.</summary>
    private static long? TimeOf(string path)
    {
        string name = Path.GetFileName(path)["chat-".Length..];
        return name.Length >= TimeFormat.Length && DateTimeOffset.TryParseExact(
            name[..TimeFormat.Length],
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset time)
            ? time.ToUnixTimeMilliseconds()
            : null;
    }

    private static string TimeText(long unixMs) => DateTimeOffset
        .FromUnixTimeMilliseconds(unixMs)
        .ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static long BytesOf(string path) =>
        new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
