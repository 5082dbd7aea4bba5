using System.Buffers.Binary;

namespace EventLoopServer.Files.Types;

/// <summary>
/// The segments of a JPEG file up to the frame, which has the size (ITU T.81). When the orientation
/// in Exif turns the picture by 90 degrees, width and height are exchanged, because browsers apply
/// it.
/// </summary>
internal static class JpegHeader
{
    private const byte StartOfScan = 0xDA;
    private const byte Application1 = 0xE1;

    /// <summary>Most segments that are read. A photo has about twenty.</summary>
    private const int MaxSegments = 1000;

    private const ushort OrientationTag = 0x0112;

    private static ReadOnlySpan<byte> Start => [0xFF, 0xD8, 0xFF];

    public static bool Is(ReadOnlySpan<byte> head) => head.StartsWith(Start);

    public static PictureSize Read(ReadOnlySpan<byte> head)
    {
        bool isTurned = false;
        int at = 2;
        for (int i = 0; i < MaxSegments && at + 9 < head.Length && head[at] == 0xFF; i++)
        {
            byte marker = head[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (IsFrame(marker))
            {
                int height = BinaryPrimitives.ReadUInt16BigEndian(head[(at + 5)..]);
                int width = BinaryPrimitives.ReadUInt16BigEndian(head[(at + 7)..]);
                return isTurned ? new PictureSize(height, width) : new PictureSize(width, height);
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(head[(at + 2)..]);
            if (marker == StartOfScan || length < 2)
            {
                return default;
            }

            int end = Math.Min(at + 2 + length, head.Length);
            isTurned |= marker == Application1 && IsTurned(head[(at + 4)..Math.Max(at + 4, end)]);
            at += 2 + length;
        }

        return default;
    }

    /// <summary>True for SOF0 to SOF15, without the three other markers in this range.</summary>
    private static bool IsFrame(byte marker) =>
        marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>True for the orientations 5 to 8 in the first directory of Exif.</summary>
    private static bool IsTurned(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8) || segment.Length < 16)
        {
            return false;
        }

        ReadOnlySpan<byte> tiff = segment[6..];
        bool isLittle = tiff.StartsWith("II"u8);
        uint start = isLittle
            ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..])
            : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (start > (uint)tiff.Length - 2)
        {
            return false;
        }

        int entries = Short(tiff[(int)start..], isLittle);
        ReadOnlySpan<byte> entry = tiff[((int)start + 2)..];
        for (int i = 0; i < entries && entry.Length >= 12; i++, entry = entry[12..])
        {
            if (Short(entry, isLittle) == OrientationTag)
            {
                return Short(entry[8..], isLittle) is >= 5 and <= 8;
            }
        }

        return false;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle
        ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
