using System.Buffers.Binary;

namespace Protocol.Framing;

/// <summary>
/// The four bytes in front of a native frame's body, as one little-endian 32-bit number. The low 24
/// bits are the length of the body, and the high 8 bits are the kind.
/// </summary>
/// <param name="Kind">The kind of the frame: a verb or an event kind.</param>
/// <param name="BodyBytes">Length of the body that follows, in bytes.</param>
public readonly record struct FrameHeader(byte Kind, int BodyBytes)
{
    /// <summary>Length of a header, in bytes.</summary>
    public const int Bytes = 4;

    /// <summary>The largest body length that a header can hold, in bytes.</summary>
    public const int MaxBodyBytes = 0xFFFFFF;

    /// <summary>The header as the 32 bits on the wire.</summary>
    public uint Bits => ((uint)Kind << 24) | (uint)BodyBytes;

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">At least <see cref="Bytes"/> bytes.</param>
    /// <returns>The header.</returns>
    public static FrameHeader Read(ReadOnlySpan<byte> bytes)
    {
        uint bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return new FrameHeader((byte)(bits >> 24), (int)(bits & MaxBodyBytes));
    }
}
