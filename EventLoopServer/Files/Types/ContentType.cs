using System.Text;
using EventLoopServer.Chat.Files;

namespace EventLoopServer.Files.Types;

/// <summary>
/// Finds the media type of a file from its first bytes, never from its name, because a browser must
/// not run a page that was sent as a picture. A file without a known beginning is plain text if it
/// is valid UTF-8. All other files have the type <see cref="Unknown"/>.
/// </summary>
internal static class ContentType
{
    /// <summary>The type of files that are not recognised.</summary>
    public const string Unknown = "application/octet-stream";

    public const string PlainText = "text/plain";

    /// <summary>
    /// Most bytes that are read. A photo begins with a preview and a colour profile, often 100 KiB,
    /// and its size follows them.
    /// </summary>
    public const int HeadBytes = 256 * 1024;

    /// <summary>
    /// Most pixels of a picture that is shown. A browser needs four bytes for each pixel, so this
    /// is 200 MB.
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

    /// <summary>True for types that a browser may show instead of saving.</summary>
    public static bool IsInline(string type) =>
        type is PlainText or "image/png" or "image/jpeg" or "image/gif" or "image/webp"
            or "image/avif";

    /// <summary>Describes a complete file.</summary>
    /// <param name="hash">The hash of the file.</param>
    /// <param name="bytes">The size of the file.</param>
    /// <param name="head">The first bytes of the file, <see cref="HeadBytes"/> at most.</param>
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

    /// <summary>The media type and, for a picture, its size.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="isWhole">True when the file has no further bytes.</param>
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

    /// <summary>
    /// True for valid UTF-8 without control characters, except tabs and line ends.
    /// </summary>
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
