namespace EventLoopServer.Chat.Files;

/// <summary>The limits of shared files.</summary>
internal sealed record FileLimits
{
    /// <summary>
    /// The least bytes that a file counts: its name and its entries take space too, and the number
    /// of files is limited by it.
    /// </summary>
    public const long LeastBytes = 16 * 1024;

    public FileUse Use { get; init; }

    /// <summary>Bytes of one file.</summary>
    public long FileBytes { get; init; } = 16L * 1024 * 1024;

    /// <summary>Bytes that one member, and one address, may share in 24 hours.</summary>
    public long DayBytes { get; init; } = 100L * 1024 * 1024;

    /// <summary>Bytes of all files together.</summary>
    public long TotalBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>How long a file is kept, in ms.</summary>
    public long KeepMs { get; init; } = 7L * 24 * 60 * 60 * 1000;

    /// <summary>Uploads of one address at the same time.</summary>
    public int Uploads { get; init; } = 4;

    /// <summary>How long an offered file may take to begin, in ms.</summary>
    public long SlotMs { get; init; } = 5 * 60 * 1000;

    /// <summary>Offered files of one member that have not arrived.</summary>
    public int Slots { get; init; } = 8;

    /// <summary>Bytes per second of the slowest transfer.</summary>
    public long BytesPerSecond { get; init; } = 1024;

    /// <summary>How long a transfer may be slower, in ms; 0: for ever.</summary>
    public long SlowMs { get; init; } = 30_000;

    /// <summary>
    /// These limits without those of a member, of an address and of the speed. It is a method,
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
