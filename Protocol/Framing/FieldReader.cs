namespace Protocol.Framing;

/// <summary>
/// Reads the fields of a frame's body in order. When the body ends between two fields, all later
/// fields are zero or empty. A body that ends inside a field is malformed. Bytes after the last
/// field that the reader reads are ignored. So either side may be newer than the other.
/// </summary>
public ref struct FieldReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Reads from <paramref name="body"/>.</summary>
    /// <param name="body">The complete body of a frame.</param>
    public FieldReader(ReadOnlySpan<byte> body)
    {
        _rest = body;
        Malformed = false;
    }

    /// <summary>True after a field was cut off or a number did not fit into 64 bits.</summary>
    public bool Malformed { get; private set; }

    /// <summary>True when no bytes are left.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>The bytes that have not been read.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Reads a varint.</summary>
    /// <returns>The number; 0 at the end of the body and after an error.</returns>
    public ulong Varint()
    {
        if (_rest.IsEmpty || Malformed)
        {
            return 0;
        }

        ulong value = 0;
        for (int i = 0; i < _rest.Length && i < 10; i++)
        {
            byte b = _rest[i];
            if (i == 9 && b > 1)
            {
                break;
            }

            value |= (ulong)(b & 0x7F) << (7 * i);
            if (b < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        Malformed = true;
        return 0;
    }

    /// <summary>Reads a string.</summary>
    /// <returns>Its bytes, unchecked; empty at the end of the body and after an error.</returns>
    public ReadOnlySpan<byte> String()
    {
        ulong length = Varint();
        if (length > (ulong)_rest.Length)
        {
            Malformed = true;
        }

        if (Malformed)
        {
            return default;
        }

        ReadOnlySpan<byte> value = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return value;
    }
}
