namespace Protocol.Framing;

/// <summary>
/// Reads the entries of a list of members or rooms. An entry is a string, a number and a second
/// string. An entry that cannot be read ends the list early, without an error.
/// </summary>
public ref struct ListReader
{
    private FieldReader _fields;

    /// <summary>Reads <paramref name="entries"/> from the start.</summary>
    /// <param name="entries">The entries in their form on the wire.</param>
    public ListReader(ReadOnlySpan<byte> entries) => _fields = new FieldReader(entries);

    /// <summary>The entry's name.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The entry's number: a member's id, or the number of members of a room.</summary>
    public ulong Number { get; private set; }

    /// <summary>The entry's text: a room's topic, or empty.</summary>
    public ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>Writes one entry.</summary>
    /// <param name="writer">Receives the entry.</param>
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

    /// <summary>Reads the next entry.</summary>
    /// <returns>False at the end of the list, and when the entry cannot be read.</returns>
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
