using Protocol.Framing;
using Protocol.Messages;

namespace LoadTests.Clients;

/// <summary>How the load's clients speak: the other side of one of the server's dialects.</summary>
internal interface ILoadDialect
{
    /// <summary>As it is typed after <c>--dialect</c>.</summary>
    string Name { get; }

    /// <summary>True when who says something in a room gets it back like everybody else.</summary>
    bool Echoes { get; }

    /// <summary>
    /// Writes all of an arrival at once: the name, the rooms in place of the lobby, and a question
    /// whose answer says that all of it is done. No rooms: out of the lobby and nowhere else.
    /// </summary>
    void WriteOpening(
        ref ByteWriter writer, ref DialectMemory memory, byte[] name, IReadOnlyList<byte[]> rooms);

    /// <summary>Writes something that is said to one of the opening's rooms.</summary>
    void WriteSay(
        ref ByteWriter writer, ref DialectMemory memory, byte[] room, ReadOnlySpan<byte> text);

    void WriteTell(ref ByteWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text);

    void WriteQuit(ref ByteWriter writer);

    /// <summary>True for the answer that ends an opening.</summary>
    bool IsReady(in ServerEvent e);

    /// <summary>Reads one event at the start of the input.</summary>
    /// <param name="memory">What the dialect remembers of a connection.</param>
    /// <param name="input">All bytes that were not used yet; it may be written to.</param>
    /// <param name="used">Bytes to leave out when it is shown again.</param>
    /// <param name="left">Bytes of the input that count from now on.</param>
    /// <param name="e">The event, when there is one.</param>
    DecodeStatus Read(
        ref DialectMemory memory,
        Span<byte> input,
        out int used,
        out int left,
        out ServerEvent e);
}
