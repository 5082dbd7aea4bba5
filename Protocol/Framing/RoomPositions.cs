namespace Protocol.Framing;

/// <summary>
/// Reads the positions of a client that resumes: for each room its name, its incarnation and the
/// last sequence number that the client has seen.
/// </summary>
public ref struct RoomPositions
{
    private FieldReader _fields;

    /// <summary>Reads <paramref name="entries"/> from the start.</summary>
    /// <param name="entries">The entries in their form on the wire.</param>
    public RoomPositions(ReadOnlySpan<byte> entries) => _fields = new FieldReader(entries);

    /// <summary>The room's name.</summary>
    public ReadOnlySpan<byte> Room { get; private set; }

    /// <summary>The incarnation of the room that the client has seen.</summary>
    public ulong Incarnation { get; private set; }

    /// <summary>The last sequence number that the client has seen.</summary>
    public ulong Sequence { get; private set; }

    /// <summary>Writes one entry.</summary>
    /// <param name="writer">Receives the entry.</param>
    /// <param name="room">The room's name.</param>
    /// <param name="incarnation">The incarnation of the room that the client has seen.</param>
    /// <param name="sequence">The last sequence number that the client has seen.</param>
    public static void Write(
        ref ByteWriter writer, scoped ReadOnlySpan<byte> room, ulong incarnation, ulong sequence)
    {
        writer.String(room);
        writer.Varint(incarnation);
        writer.Varint(sequence);
    }

    /// <summary>Reads the next entry.</summary>
    /// <returns>False at the end, and when the entry cannot be read.</returns>
    public bool Next()
    {
        if (_fields.AtEnd)
        {
            return false;
        }

        Room = _fields.String();
        Incarnation = _fields.Varint();
        Sequence = _fields.Varint();
        return !_fields.Malformed;
    }
}
