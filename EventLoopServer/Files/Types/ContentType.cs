using System.Text;
using EventLoopServer.Chat.Files;

namespace EventLoopServer.Files.Types;

/// <summary>
/// Finds the media type of a file from its first bytes, never from its name: a browser must not run
/// a page that was sent as a picture. Files without a known beginning are plain text if they are
/// valid UTF-8, and otherwise bytes.
/// </summary>
internal static class ContentType
{
    /// <summary>The type of files that are not recognised.</summary>
    public const string Unknown = "application/octet-stream";

    public const string PlainText = "text/plain";

    /// <summary>
    /// Bytes that are read. A photo begins with its preview and its colour profile, often 100 KiB,
    /// and only then gives its size.
    /// </summary>
    public const int HeadBytes = 256 * 1024;

    /// <summary>
    /// Pixels of the largest picture that is shown. A browser takes four bytes for each: 200 MB.
    /// </summary>
    private const long MaxPixels = 50_000_000;

    private static readonly (byte[] Start, string Type)[] s_starts =
    [
        ("%PDF-"u8.ToArray(), "application/pdf"),
        ("PK\x03\x04"u8.ToArray(), "application/zip"),
        ([0x1F, 0x8B], "application/gzip"),
        ("OggS"u8.ToArray(), "application/ogg"),
        ("ID3"u8.ToArray(), "audio/mpeg"),
        ("fLaC"u8.ToArray(), "audio/flac"),
        ([0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
    ];

    /// <summary>The value of Content-Type for a type.</summary>
    public static string HeaderOf(string type) =>
        type == PlainText ? "text/plain; charset=utf-8" : type;

    /// <summary>The types that a browser may show in place of saving them.</summary>
    public static bool IsInline(string type) =>
        type is PlainText or "image/png" or "image/jpeg" or "image/gif" or "image/webp"
            or "image/avif";

    /// <summary>Describes a complete file.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="head">Its first bytes, <see cref="HeadBytes"/> at most.</param>
    public static FileContent Describe(string hash, long bytes, ReadOnlySpan<byte> head)
    {
        (string type, PictureSize size) = Find(head, isWhole: head.Length == bytes);
        bool isShown = size.Width > 0 && size.Height > 0
            && (long)size.Width * size.Height <= MaxPixels;
        return new FileContent(hash, bytes, type)
        {
            Width = isShown ? size.Width : 0,
            Height = isShown ? size.Height : 0,
        };
    }

    /// <summary>The type and, of a picture, its size.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="isWhole">True when the file has no more.</param>
    public static (string Type, PictureSize Size) Find(ReadOnlySpan<byte> head, bool isWhole)
    {
        if (PngHeader.Is(head))
        {
            return ("image/png", PngHeader.Read(head));
        }

        if (JpegHeader.Is(head))
        {
            return ("image/jpeg", JpegHeader.Read(head));
        }

        if (GifHeader.Is(head))
        {
            return ("image/gif", GifHeader.Read(head));
        }

        if (WebpHeader.Is(head))
        {
            return ("image/webp", WebpHeader.Read(head));
        }

        if (AvifHeader.Is(head))
        {
            return ("image/avif", AvifHeader.Read(head));
        }

        foreach ((byte[] start, string type) in s_starts)
        {
            if (head.StartsWith(start))
            {
                return (type, default);
            }
        }

        bool isMp4 = head.Length > 12 && head[4..].StartsWith("ftyp"u8);
        return (isMp4 ? "video/mp4" : IsText(head, isWhole) ? PlainText : Unknown, default);
    }

    /// <summary>True for UTF-8 without control characters other than blanks.</summary>
    private static bool IsText(ReadOnlySpan<byte> head, bool isWhole)
    {
        foreach (byte b in head)
        {
            if (b is 0x7F or (< 0x20 and not (0x09 or 0x0A or 0x0C or 0x0D)))
            {
                return false;
            }
        }

        while (!head.IsEmpty)
        {
            System.Buffers.OperationStatus status =
                Rune.DecodeFromUtf8(head, out _, out int bytes);
            if (status != System.Buffers.OperationStatus.Done)
            {
                // The head may end inside a character.
                return status == System.Buffers.OperationStatus.NeedMoreData && !isWhole;
            }

            head = head[bytes..];
        }

        return true;
    }
}
