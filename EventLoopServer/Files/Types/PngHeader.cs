using System.Buffers.Binary;

namespace EventLoopServer.Files.Types;

/// <summary>The first bytes of a PNG file: its signature and IHDR (RFC 2083).</summary>
internal static class PngHeader
{
    private static ReadOnlySpan<byte> Signature =>
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Is(ReadOnlySpan<byte> head) => head.StartsWith(Signature);

    public static PictureSize Read(ReadOnlySpan<byte> head)
    {
        if (head.Length < 24 || !head[12..].StartsWith("IHDR"u8))
        {
            return default;
        }

        int width = BinaryPrimitives.ReadInt32BigEndian(head[16..]);
        int height = BinaryPrimitives.ReadInt32BigEndian(head[20..]);
        return width > 0 && height > 0 ? new PictureSize(width, height) : default;
    }
}
