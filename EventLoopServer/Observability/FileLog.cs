using Microsoft.Extensions.Logging;

namespace EventLoopServer.Observability;

/// <summary>
/// The lines of the log about shared files. They share the numbers of <see cref="Log"/>.
/// </summary>
internal static partial class FileLog
{
    [LoggerMessage(
        150,
        LogLevel.Error,
        "A file of a client was not kept ({Fault}): check the space and the permissions of the "
        + "folder for files")]
    public static partial void NotKept(ILogger log, string fault);

    [LoggerMessage(
        151,
        LogLevel.Error,
        "A shared file cannot be read ({Fault}): check the folder for files")]
    public static partial void NotRead(ILogger log, string fault);

    [LoggerMessage(
        152,
        LogLevel.Warning,
        "{Count} shared files are missing in the folder for files: their links are void")]
    public static partial void Missing(ILogger log, int count);

    [LoggerMessage(
        153,
        LogLevel.Error,
        "Removing expired files failed")]
    public static partial void NotExpired(ILogger log, Exception fault);

    [LoggerMessage(
        154,
        LogLevel.Warning,
        "No files are shared, because their folder cannot be used: {Fault}. Give another one with "
        + "--files-folder FOLDER, or switch them off with --files off")]
    public static partial void NotOpened(ILogger log, string fault);
}
