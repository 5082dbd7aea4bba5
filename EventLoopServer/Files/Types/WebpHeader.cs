using System.Buffers.Binary;

namespace EventLoopServer.Files.Types;

/// <summary>The first bytes of a WebP file: lossy, lossless or extended (RFC 9649).</summary>
internal static class WebpHeader
{
    /// <summary>
    /// The length of a head that contains the width and the height in all three forms.
    /// </summary>
    private const int MinBytes = 30;

    private static ReadOnlySpan<byte> LossyStart => [0x9D, 0x01, 0x2A];

    public static bool Is(ReadOnlySpan<byte> head) =>
        head.Length >= 16 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8);

    public static PictureSize Read(ReadOnlySpan<byte> head)
    {
        if (head.Length < MinBytes)
        {
            return default;
        }

        ReadOnlySpan<byte> form = head.Slice(12, 4);
        if (form.SequenceEqual("VP8X"u8))
        {
            return new PictureSize(1 + ThreeBytes(head[24..]), 1 + ThreeBytes(head[27..]));
        }

        if (form.SequenceEqual("VP8L"u8) && head[20] == 0x2F)
        {
            uint bits = BinaryPrimitives.ReadUInt32LittleEndian(head[21..]);
            return new PictureSize(1 + (int)(bits & 0x3FFF), 1 + (int)(bits >> 14 & 0x3FFF));
        }

        return form.SequenceEqual("VP8 "u8) && head[23..].StartsWith(LossyStart)
            ? new PictureSize(
                BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(head[28..]) & 0x3FFF)
            : default;
    }

    private static int ThreeBytes(ReadOnlySpan<byte> bytes) =>
        bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
