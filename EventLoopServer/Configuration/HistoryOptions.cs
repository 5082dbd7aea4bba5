using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Configuration;

/// <summary>Whether the chat is stored on disk, for how long, and how safely.</summary>
internal sealed record HistoryOptions : IOptionRecord
{
    public const string On = "on";

    public const string Off = "off";

    public const string Talk = "talk";

    /// <summary>On or off; null means on, except for measurements.</summary>
    [Option(
        "--store",
        "Keep messages, rooms and bans on disk in the folder of --data",
        Words = [On, Off],
        Default = "on; off with --limits off, unless --data is given")]
    public string? Store { get; init; }

    /// <summary>How long messages are kept. Operators can set another time for a room.</summary>
    [Option(
        "--keep",
        "How long messages are kept",
        Unit = OptionUnit.Seconds,
        Min = 3_600_000)]
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(90);

    /// <summary>True when each commit waits until the disk has written it.</summary>
    [Option(
        "--durability",
        "full: a power cut loses no confirmed message; normal: it may lose the last second",
        Words = ["normal", "full"])]
    public bool IsDurable { get; init; } = true;

    /// <summary>The effect of a disk that fails for 30 s; null when it depends on --data.</summary>
    [Option(
        "--store-failing",
        "When the disk has failed for 30 s: refuse messages, or deliver and not keep them",
        Words = ["refuse", Talk],
        Default = "refuse with --data, otherwise talk")]
    public string? Failing { get; init; }

    [Option(
        "--backup-every",
        "Time between two backups; 0: none",
        Unit = OptionUnit.Seconds)]
    public TimeSpan BackupEvery { get; init; } = TimeSpan.FromDays(1);

    [Option("--backup-keep", "Backups that are kept; older ones are deleted", Min = 1, Max = 1000)]
    public int BackupKeep { get; init; } = 7;
}
