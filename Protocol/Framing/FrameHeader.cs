using System.Buffers.Binary;

namespace Protocol.Framing;

/// <summary>
/// The four bytes before each native frame's body: the body's length in the low 24 bits and the
/// kind in the high 8, as one little-endian 32-bit number.
/// </summary>
/// <param name="Kind">What the frame is.</param>
/// <param name="BodyBytes">Bytes of body that follow.</param>
public readonly record struct FrameHeader(byte Kind, int BodyBytes)
{
    /// <summary>Bytes of a header.</summary>
    public const int Bytes = 4;

    /// <summary>Largest length that a header can hold, in bytes.</summary>
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
