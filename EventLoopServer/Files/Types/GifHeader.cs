using System.Buffers.Binary;

namespace EventLoopServer.Files.Types;

/// <summary>The first bytes of a GIF file: its signature and its logical screen.</summary>
internal static class GifHeader
{
    public static bool Is(ReadOnlySpan<byte> head) =>
        head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8);

    public static PictureSize Read(ReadOnlySpan<byte> head) => head.Length < 10
        ? default
        : new PictureSize(
            BinaryPrimitives.ReadUInt16LittleEndian(head[6..]),
            BinaryPrimitives.ReadUInt16LittleEndian(head[8..]));
}
