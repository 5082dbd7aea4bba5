using System.Buffers.Binary;

namespace Protocol.Framing;

/// <summary>
/// Writes into a span and never past its end. The first value that does not fit sets
/// <see cref="Overflowed"/>, and later writes do nothing. The caller then discards the output and
/// tries again with a larger span.
/// </summary>
public ref struct ByteWriter
{
    private readonly Span<byte> _space;
    private int _written;

    /// <summary>Writes into <paramref name="space"/> from its start.</summary>
    /// <param name="space">The space to write to.</param>
    public ByteWriter(Span<byte> space)
    {
        _space = space;
        _written = 0;
        Overflowed = false;
    }

    /// <summary>Bytes written so far.</summary>
    public readonly int Written => _written;

    /// <summary>
    /// True after a value did not fit. The bytes written so far are then useless.
    /// </summary>
    public bool Overflowed { get; private set; }

    /// <summary>Writes bytes unchanged.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Bytes(scoped ReadOnlySpan<byte> bytes)
    {
        if (Reserve(bytes.Length))
        {
            bytes.CopyTo(_space[_written..]);
            _written += bytes.Length;
        }
    }

    /// <summary>Writes one byte.</summary>
    /// <param name="value">The byte.</param>
    public void Byte(byte value)
    {
        if (Reserve(1))
        {
            _space[_written++] = value;
        }
    }

    /// <summary>Writes a number as a varint: seven bits per byte, lowest bits first.</summary>
    /// <param name="value">The number.</param>
    public void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    /// <summary>Writes a string: its length in bytes as a varint, then its bytes.</summary>
    /// <param name="utf8">The string.</param>
    public void String(scoped ReadOnlySpan<byte> utf8)
    {
        Varint((ulong)utf8.Length);
        Bytes(utf8);
    }

    /// <summary>Writes a number as decimal digits (ASCII).</summary>
    /// <param name="value">The number.</param>
    public void Decimal(ulong value)
    {
        if (!Overflowed && value.TryFormat(_space[_written..], out int digits))
        {
            _written += digits;
            return;
        }

        Overflowed = true;
    }

    /// <summary>Overwrites 32 bits at an earlier position, lowest byte first.</summary>
    /// <param name="at">
    /// The position, in bytes from the start. Four bytes must already be written there.
    /// </param>
    /// <param name="value">The bits.</param>
    public readonly void PatchUInt32(int at, uint value)
    {
        if (!Overflowed)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_space[at..], value);
        }
    }

    /// <summary>Overwrites bytes at an earlier position.</summary>
    /// <param name="at">
    /// The position, in bytes from the start. At least as many bytes must already be written there.
    /// </param>
    /// <param name="bytes">The bytes.</param>
    public readonly void Patch(int at, scoped ReadOnlySpan<byte> bytes)
    {
        if (!Overflowed)
        {
            bytes.CopyTo(_space[at.._written]);
        }
    }

    /// <summary>
    /// Moves all bytes after an earlier position, so that the caller can insert bytes there.
    /// </summary>
    /// <param name="at">The position, in bytes from the start.</param>
    /// <param name="bytes">The size of the gap; the caller overwrites it.</param>
    public void MakeRoom(int at, int bytes)
    {
        if (Reserve(bytes))
        {
            _space[at.._written].CopyTo(_space[(at + bytes)..]);
            _written += bytes;
        }
    }

    private bool Reserve(int bytes)
    {
        if (Overflowed || bytes > _space.Length - _written)
        {
            Overflowed = true;
            return false;
        }

        return true;
    }
}
