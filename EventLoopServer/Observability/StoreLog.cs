using Microsoft.Extensions.Logging;

namespace EventLoopServer.Observability;

/// <summary>
/// The log lines about the store. Their numbers differ from those in <see cref="Log"/>.
/// </summary>
internal static partial class StoreLog
{
    [LoggerMessage(
        80,
        LogLevel.Warning,
        "The last run did not end cleanly: the store was checked in {Ms} ms and is intact")]
    public static partial void CheckedAfterCrash(ILogger log, long ms);

    [LoggerMessage(
        81,
        LogLevel.Warning,
        "The store is a copy or was restored: rooms continue with new incarnations")]
    public static partial void OpenedCopy(ILogger log);

    [LoggerMessage(
        82,
        LogLevel.Error,
        "The store cannot commit ({Reason}): {Advice}")]
    public static partial void CommitFailed(ILogger log, string reason, string advice);

    [LoggerMessage(
        83,
        LogLevel.Information,
        "The store commits again after {Seconds} s: nothing that was accepted for it is lost")]
    public static partial void CommitsAgain(ILogger log, long seconds);

    [LoggerMessage(
        84,
        LogLevel.Warning,
        "The disk is full: the reserved {MiB} MiB were released. Free space on the disk")]
    public static partial void BallastReleased(ILogger log, int mib);

    [LoggerMessage(
        85,
        LogLevel.Warning,
        "The disk of the store has only {MiB} MiB left: free space on it, or shorten --keep")]
    public static partial void DiskNearlyFull(ILogger log, long mib);

    [LoggerMessage(
        86,
        LogLevel.Warning,
        "A commit took {Ms} ms: the disk is slow. --durability normal needs fewer writes")]
    public static partial void CommitSlow(ILogger log, long ms);

    [LoggerMessage(
        87,
        LogLevel.Error,
        "Message {Sequence} of a room was stored before with another text: the later one was not "
        + "kept. This is a bug of the server")]
    public static partial void NumberRepeated(ILogger log, ulong sequence);

    [LoggerMessage(88, LogLevel.Information, "{Result}")]
    public static partial void MaintenanceDone(ILogger log, string result);

    [LoggerMessage(
        89,
        LogLevel.Error,
        "The automatic backup failed ({Reason}): check the space and the permissions of the "
        + "folder")]
    public static partial void BackupFailed(ILogger log, string reason);

    [LoggerMessage(
        90,
        LogLevel.Error,
        "The store did not end in time: {Waiting} accepted messages and changes were not kept")]
    public static partial void EndedTooLate(ILogger log, long waiting);

    [LoggerMessage(
        91,
        LogLevel.Information,
        "The store was upgraded from schema {From} to {To}. A copy of the old one is {Backup}")]
    public static partial void Upgraded(ILogger log, int from, int to, string backup);

    [LoggerMessage(
        92,
        LogLevel.Error,
        "The store fails for {Seconds} s now: messages are {Effect} until it recovers")]
    public static partial void FailsLong(ILogger log, long seconds, string effect);

    [LoggerMessage(
        93,
        LogLevel.Warning,
        "There is no space for the file that reserves {MiB} MiB on the disk of the store: free "
        + "space on it")]
    public static partial void NoBallast(ILogger log, int mib);

    [LoggerMessage(
        94,
        LogLevel.Error,
        "Housekeeping of the store failed ({Reason}): it is tried again in a minute")]
    public static partial void HousekeepingFailed(ILogger log, string reason);

    [LoggerMessage(
        95,
        LogLevel.Warning,
        "The server keeps no messages, because its default folder cannot be used: {Fault} Give "
        + "another folder with --data FOLDER, or switch the store off with --store off")]
    public static partial void NotOpened(ILogger log, string fault);

    [LoggerMessage(
        96,
        LogLevel.Information,
        "The disk of the store has space again: {MiB} MiB")]
    public static partial void DiskHasSpace(ILogger log, long mib);

    [LoggerMessage(
        97,
        LogLevel.Error,
        "A commit of the store has not ended for {Seconds} s: messages are {Effect} until it ends. "
        + "Check the disk, and the network if the disk is remote")]
    public static partial void CommitHangs(ILogger log, long seconds, string effect);

    [LoggerMessage(
        98,
        LogLevel.Error,
        "{Count} entries of the audit log were not kept, because too many changes wait for the "
        + "disk. This log has them: keep it, and check the disk")]
    public static partial void AuditDropped(ILogger log, long count);
}
