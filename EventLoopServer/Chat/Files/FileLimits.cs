namespace EventLoopServer.Chat.Files;

/// <summary>The limits of shared files.</summary>
internal sealed record FileLimits
{
    /// <summary>
    /// Least bytes that a file counts in the quotas. The name and the entries of a small file take
    /// space too. This also limits the number of files.
    /// </summary>
    public const long MinBytes = 16 * 1024;

    public FileUse Use { get; init; }

    /// <summary>Most bytes of one file.</summary>
    public long FileBytes { get; init; } = 16L * 1024 * 1024;

    /// <summary>Most bytes that one member, and one address, may share in 24 hours.</summary>
    public long DayBytes { get; init; } = 100L * 1024 * 1024;

    /// <summary>Most bytes of all files together.</summary>
    public long TotalBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>How long a file is kept, in ms.</summary>
    public long KeepMs { get; init; } = 7L * 24 * 60 * 60 * 1000;

    /// <summary>Most uploads of one address at the same time.</summary>
    public int Uploads { get; init; } = 4;

    /// <summary>How long the upload of an offered file may take to begin, in ms.</summary>
    public long SlotMs { get; init; } = 5 * 60 * 1000;

    /// <summary>Most offered files of one member whose upload has not ended.</summary>
    public int Slots { get; init; } = 8;

    /// <summary>The lowest allowed speed of a transfer, in bytes per second.</summary>
    public long BytesPerSecond { get; init; } = 1024;

    /// <summary>How long a transfer may be slower, in ms; 0 when there is no limit.</summary>
    public long SlowMs { get; init; } = 30_000;

    /// <summary>
    /// These limits without the limits of a member, an address and the speed. It is a method,
    /// because a record prints its properties.
    /// </summary>
    public FileLimits WithoutMemberLimits() => this with
    {
        DayBytes = long.MaxValue,
        Uploads = int.MaxValue,
        Slots = int.MaxValue,
        SlowMs = 0,
    };
}
