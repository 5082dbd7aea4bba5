using System.IO.Compression;
using System.Security.Cryptography;
using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web.Answers;

/// <summary>
/// One file of the page, ready to be sent: uncompressed, and compressed if that makes it smaller.
/// </summary>
internal sealed class WebAsset
{
    /// <summary>
    /// The compression level. Level 11 makes a file a tenth smaller and takes thirty times as long,
    /// at the start of each server.
    /// </summary>
    private const int Quality = 9;

    /// <summary>
    /// The window is 64 KiB, larger than the largest file; a larger file would be compressed a
    /// little worse. With a larger window, the encoder of this level fills a table of 32 MiB for
    /// each file: 580 ms for all files instead of 8 ms, for the same size.
    /// </summary>
    private const int WindowBits = 16;

    private readonly WebAnswer _plain;
    private readonly WebAnswer? _compressed;

    public WebAsset(string type, byte[] bytes)
    {
        string tag = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
        _plain = Make(type, bytes, tag, "");
        if (IsText(type) && TryCompress(bytes, out byte[] compressed))
        {
            _compressed = Make(
                type, compressed, $"{tag}-br", "Content-Encoding: br\r\n");
        }
    }

    /// <summary>
    /// The answer to a request. It is 304 when the client already has the same bytes.
    /// </summary>
    public WebAnswer AnswerTo(scoped in HttpHead head)
    {
        WebAnswer answer =
            _compressed is not null && HttpHead.HasWord(head.AcceptEncoding, "br"u8)
                ? _compressed
                : _plain;
        return IsKnown(head.IfNoneMatch, answer)
            ? new WebAnswer(HttpStatus.NotModified)
            {
                Part = WebPart.Page,
                Fields = answer.Fields,
            }
            : answer;
    }

    private static WebAnswer Make(string type, byte[] bytes, string tag, string encoding) =>
        new(HttpStatus.Ok)
        {
            Part = WebPart.Page,
            Type = type,
            Body = bytes,
            Fields = $"ETag: \"{tag}\"\r\nCache-Control: no-cache\r\nVary: Accept-Encoding\r\n"
                + encoding,
        };

    /// <summary>
    /// Compares tags as weak ones (RFC 9110, 8.8.3). A tag has only hexadecimal digits, so no other
    /// tag contains it, except the tag of the compressed bytes.
    /// </summary>
    private static bool IsKnown(ReadOnlySpan<byte> tags, WebAnswer answer)
    {
        string quoted = answer.Fields.Split("\r\n")[0]["ETag: ".Length..];
        return tags.SequenceEqual("*"u8)
            || tags.IndexOf(System.Text.Encoding.Latin1.GetBytes(quoted)) >= 0;
    }

    private static bool IsText(string type) =>
        !type.StartsWith("image/", StringComparison.Ordinal)
        || type.StartsWith("image/svg", StringComparison.Ordinal);

    private static bool TryCompress(byte[] bytes, out byte[] compressed)
    {
        var space = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        bool isDone = BrotliEncoder.TryCompress(
            bytes, space, out int written, Quality, WindowBits);
        compressed = space[..written];
        return isDone && written < bytes.Length;
    }
}
