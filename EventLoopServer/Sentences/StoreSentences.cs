using System.Globalization;

namespace EventLoopServer.Sentences;

/// <summary>The answers to the commands for the store.</summary>
internal static class StoreSentences
{
    public const string Never = "never";

    public const string OnlyName =
        "Give a file name without a folder: the file is written to the folder of the backups. The "
        + "server's console takes a path.";

    public static string Figures(
        string place,
        long bytes,
        long messages,
        long waiting,
        string lastCommit,
        double lastCommitMs,
        string lastBackup,
        string? fault) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Messages are kept in {place}.\n{messages} messages, {bytes / 1024.0 / 1024:0.0} MiB; "
            + $"{waiting} not on disk yet.\nLast commit: {lastCommit}, {lastCommitMs:0.0} ms.\n"
            + $"Last backup: {lastBackup}.")
        + (fault is null ? "" : $"\nThe store fails: {fault}");

    public static string NoEntries(int most) => $"Give a number of entries from 1 to {most}.";

    public static string Keeps(string room, string time) =>
        $"messages of the room '{room}' are kept for {time}";

    public static string Started(string task, string argument) =>
        $"started: {task} {argument}".TrimEnd();

    public static string Failed(string reason) => $"The store could not do this: {reason}";
}
