namespace EventLoopServer.Chat.Storage;

/// <summary>The state of the store for operators.</summary>
/// <param name="Place">The file or folder, for people to read.</param>
/// <param name="Bytes">The size on disk.</param>
/// <param name="Messages">Stored messages, as of the last commit.</param>
/// <param name="Waiting">Appended events that are not committed yet.</param>
/// <param name="LastCommitUnixMs">The last commit; 0: none in this run.</param>
/// <param name="LastCommitMs">The duration of the last commit in milliseconds.</param>
/// <param name="LastBackupUnixMs">The last backup; 0: none is known.</param>
/// <param name="Fault">Why the store fails now; null: it does not.</param>
internal sealed record StoreFigures(
    string Place,
    long Bytes,
    long Messages,
    long Waiting,
    long LastCommitUnixMs,
    double LastCommitMs,
    long LastBackupUnixMs,
    string? Fault);
