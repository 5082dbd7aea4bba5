namespace Protocol.Framing;

/// <summary>
/// Walks the entries of a list (members, rooms): each is a string, a number and a second string.
/// Stops early, without a fault, when the rest can't be read: the list is then shorter.
/// </summary>
public ref struct ListReader
{
    private FieldReader _fields;

    /// <summary>Walks <paramref name="entries"/>.</summary>
    /// <param name="entries">The entries as they stand on the wire.</param>
    public ListReader(ReadOnlySpan<byte> entries) => _fields = new FieldReader(entries);

    /// <summary>The entry's name.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The entry's number: a person's id, or how many are in a room.</summary>
    public ulong Number { get; private set; }

    /// <summary>The entry's text: a room's topic, or empty.</summary>
    public ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>Writes one entry.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">The entry's name.</param>
    /// <param name="number">The entry's number.</param>
    /// <param name="text">The entry's text.</param>
    public static void Write(
        ref ByteWriter writer,
        scoped ReadOnlySpan<byte> name,
        ulong number,
        scoped ReadOnlySpan<byte> text)
    {
        writer.String(name);
        writer.Varint(number);
        writer.String(text);
    }

    /// <summary>Goes to the next entry.</summary>
    /// <returns>False when there is none.</returns>
    public bool Next()
    {
        if (_fields.AtEnd)
        {
            return false;
        }

        Name = _fields.String();
        Number = _fields.Varint();
        Text = _fields.String();
        return !_fields.Malformed;
    }
}
