namespace EventLoopServer.Chat.Storage;

/// <summary>The state of the store for operators.</summary>
/// <param name="Place">The file or folder, for people to read.</param>
/// <param name="Bytes">The size on disk.</param>
/// <param name="Messages">Stored messages, after the last commit.</param>
/// <param name="Waiting">Appended events that are not committed yet.</param>
/// <param name="LastCommitUnixMs">The last commit; 0 when there was none since the start.</param>
/// <param name="LastCommitMs">The duration of the last commit in milliseconds.</param>
/// <param name="LastBackupUnixMs">The last backup; 0 when there is none.</param>
/// <param name="Fault">Why the store fails now; null when it works.</param>
internal sealed record StoreFigures(
    string Place,
    long Bytes,
    long Messages,
    long Waiting,
    long LastCommitUnixMs,
    double LastCommitMs,
    long LastBackupUnixMs,
    string? Fault);
