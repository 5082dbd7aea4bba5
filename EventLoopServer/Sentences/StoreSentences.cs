using System.Globalization;

namespace EventLoopServer.Sentences;

/// <summary>The answers to the commands for the store.</summary>
internal static class StoreSentences
{
    public const string Never = "never";

    public const string OnlyName =
        "Give a file name without a folder: the file is written to the folder of the backups. The "
        + "server's console takes a path.";

    /// <summary>Sent once to each person that enters, before the person can write.</summary>
    public static string Privacy(TimeSpan time) =>
        $"This server keeps messages to rooms for {Span(time)}, and every user can read and search "
        + "them: see /help history.";

    /// <summary>Below the help for the history.</summary>
    public static string WhatIsKept(TimeSpan time) =>
        $"Messages to rooms and topics are kept for {Span(time)}, with the names of their senders. "
        + "Operators can set another time for a room, and erase the messages of a user. Private "
        + "messages are not kept.";

    /// <summary>
    /// A retention time in words, in the largest unit of which it is a multiple. One day is 24
    /// hours.
    /// </summary>
    public static string Span(TimeSpan time) => time switch
    {
        { Milliseconds: not 0 } => Count(time.TotalMilliseconds, "millisecond"),
        { Hours: 0, Minutes: 0, Seconds: 0, TotalDays: >= 2 } => Count(time.TotalDays, "day"),
        { Minutes: 0, Seconds: 0 } => Count(time.TotalHours, "hour"),
        { Seconds: 0 } => Count(time.TotalMinutes, "minute"),
        _ => Count(time.TotalSeconds, "second"),
    };

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
            $"Messages are kept in {place}.\n{Count(messages, "message")}, "
            + $"{bytes / 1024.0 / 1024:0.0} MiB; "
            + $"{waiting} not on disk yet.\nLast commit: {lastCommit}, {lastCommitMs:0.0} ms.\n"
            + $"Last backup: {lastBackup}.")
        + (fault is null ? "" : $"\nThe store fails: {fault}");

    public static string NoEntries(int most) => $"Give a number of entries from 1 to {most}.";

    public static string Keeps(string room, TimeSpan time) =>
        $"Messages of the room '{room}' are kept for {Span(time)}.";

    public static string Started(string task, string argument) =>
        $"started: {task} {argument}".TrimEnd();

    public static string Failed(string reason) => $"The store could not do this: {reason}";

    private static string Count(double count, string unit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Math.Floor(count):0} {unit}{(Math.Floor(count) == 1 ? "" : "s")}");
}
