using EventLoopServer.Chat.Files;
using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Configuration;

/// <summary>Which files users may share, and how long they are kept.</summary>
internal sealed record SharingOptions : IOptionRecord
{
    public const string On = "on";

    public const string Off = "off";

    private const long KiB = 1024;

    private const long GiB = 1024 * 1024 * KiB;

    /// <summary>On or off; null means on if there are a store and a page.</summary>
    [Option(
        "--files",
        "Users may share files and pictures",
        Words = [On, Off],
        Default = "on, unless the store or the web is off")]
    public string? Files { get; init; }

    [Option(
        "--files-for",
        "Who may share files. Everyone with the link of a file can fetch it",
        Type = typeof(FileUseType))]
    public FileUse Use { get; init; }

    /// <summary>The folder; null means a folder in that of the store.</summary>
    [Option(
        "--files-folder",
        "The folder of shared files. Two servers cannot use the same folder",
        ValueName = "FOLDER",
        Default = "files, in the folder of the stored messages")]
    public string? Folder { get; init; }

    [Option(
        "--file-size",
        "Bytes of one file",
        Unit = OptionUnit.Mebibytes,
        Min = KiB,
        Max = 4 * GiB)]
    public long FileBytes { get; init; } = new FileLimits().FileBytes;

    [Option(
        "--files-per-day",
        "Bytes that one user, and one address, may share in 24 hours",
        Unit = OptionUnit.Mebibytes,
        Min = KiB,
        Max = 1024 * GiB)]
    public long DayBytes { get; init; } = new FileLimits().DayBytes;

    [Option(
        "--files-size",
        "Bytes of all shared files together",
        Unit = OptionUnit.Mebibytes,
        Min = KiB,
        Max = 1024 * GiB)]
    public long TotalBytes { get; init; } = new FileLimits().TotalBytes;

    [Option(
        "--files-keep",
        "How long a shared file is kept",
        Unit = OptionUnit.Seconds,
        Min = 60_000)]
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(7);

    [Option(
        "--file-uploads",
        "Files that one address may send at the same time",
        Min = 1,
        Max = 128)]
    public int Uploads { get; init; } = new FileLimits().Uploads;

    /// <summary>
    /// The address of the server in links; null means the address of its first port.
    /// </summary>
    [Option(
        "--public-url",
        "The address of this server in links for text clients, such as https://chat.example",
        Type = typeof(LinkAddressType),
        Default = "the address and port that the start prints")]
    public string? PublicUrl { get; init; }

    /// <summary>The limits for the chat.</summary>
    public FileLimits ToLimits() => new()
    {
        Use = Use,
        FileBytes = FileBytes,
        DayBytes = DayBytes,
        TotalBytes = TotalBytes,
        KeepMs = (long)Keep.TotalMilliseconds,
        Uploads = Uploads,
    };
}
