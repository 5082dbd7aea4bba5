using System.Buffers.Binary;

namespace EventLoopServer.Files.Types;

/// <summary>
/// The first boxes of an AVIF file (ISO/IEC 23008-12). The size of each picture is in a box
/// <c>ispe</c>, inside three other boxes (<c>meta</c>, <c>iprp</c>, <c>ipco</c>).
/// </summary>
internal static class AvifHeader
{
    private const int BoxBytes = 8;

    /// <summary>Most boxes that are read in one level.</summary>
    private const int MaxBoxes = 1000;

    public static bool Is(ReadOnlySpan<byte> head)
    {
        if (head.Length < 16 || !head[4..].StartsWith("ftyp"u8))
        {
            return false;
        }

        uint bytes = BinaryPrimitives.ReadUInt32BigEndian(head);
        ReadOnlySpan<byte> brands = head[8..(int)Math.Min((uint)head.Length, Math.Max(bytes, 8))];
        for (; brands.Length >= 4; brands = brands[4..])
        {
            if (brands.StartsWith("avif"u8) || brands.StartsWith("avis"u8))
            {
                return true;
            }
        }

        return false;
    }

    public static PictureSize Read(ReadOnlySpan<byte> head)
    {
        // The box meta begins with a version and flags, four bytes, before the boxes inside it.
        ReadOnlySpan<byte> meta = Find(head, "meta"u8);
        ReadOnlySpan<byte> inside = Find(meta[Math.Min(4, meta.Length)..], "iprp"u8);
        var properties = new Boxes(Find(inside, "ipco"u8));
        PictureSize largest = default;
        for (int i = 0; i < MaxBoxes && properties.Next(); i++)
        {
            if (properties.Type.SequenceEqual("ispe"u8) && properties.Body.Length >= 12)
            {
                int width = BinaryPrimitives.ReadInt32BigEndian(properties.Body[4..]);
                int height = BinaryPrimitives.ReadInt32BigEndian(properties.Body[8..]);
                if (width > 0 && height > 0
                    && (long)width * height > (long)largest.Width * largest.Height)
                {
                    largest = new PictureSize(width, height);
                }
            }
        }

        return largest;
    }

    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> within, ReadOnlySpan<byte> wanted)
    {
        var boxes = new Boxes(within);
        for (int i = 0; i < MaxBoxes && boxes.Next(); i++)
        {
            if (boxes.Type.SequenceEqual(wanted))
            {
                return boxes.Body;
            }
        }

        return default;
    }

    private ref struct Boxes(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public ReadOnlySpan<byte> Type { get; private set; }

        public ReadOnlySpan<byte> Body { get; private set; }

        public bool Next()
        {
            // The sizes 0 and 1 are for boxes that are longer than the bytes read here.
            if (_rest.Length < BoxBytes
                || BinaryPrimitives.ReadUInt32BigEndian(_rest) is < BoxBytes)
            {
                return false;
            }

            uint bytes = BinaryPrimitives.ReadUInt32BigEndian(_rest);
            int end = (int)Math.Min(bytes, (uint)_rest.Length);
            Type = _rest.Slice(4, 4);
            Body = _rest[BoxBytes..end];
            _rest = _rest[end..];
            return true;
        }
    }
}
