using Protocol.Framing;
using Protocol.Messages;

namespace LoadTests.Clients;

/// <summary>The client's side of one of the server's dialects, for load tests.</summary>
internal interface ILoadDialect
{
    /// <summary>Its name for <c>--dialect</c>.</summary>
    string Name { get; }

    /// <summary>True when a client receives its own messages in a room.</summary>
    bool Echoes { get; }

    /// <summary>
    /// Writes the whole login at once: the name, joins of the rooms, a leave of the lobby, and a
    /// request. The answer to that request shows that the login is done. With no rooms, the client
    /// only leaves the lobby.
    /// </summary>
    void WriteOpening(
        ref ByteWriter writer, ref DialectMemory memory, byte[] name, IReadOnlyList<byte[]> rooms);

    /// <summary>Writes a message to one of the rooms of the login.</summary>
    void WriteMessage(
        ref ByteWriter writer, ref DialectMemory memory, byte[] room, ReadOnlySpan<byte> text);

    void WritePrivateMessage(
        ref ByteWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text);

    void WriteQuit(ref ByteWriter writer);

    /// <summary>True for the answer that ends the login.</summary>
    bool IsReady(in ServerEvent e);

    /// <summary>Reads one event at the start of the input.</summary>
    /// <param name="memory">The dialect's state for this connection.</param>
    /// <param name="input">All bytes that are not used yet; they may be changed.</param>
    /// <param name="used">Bytes to skip before the next call.</param>
    /// <param name="left">The number of input bytes that remain valid.</param>
    /// <param name="e">The event, when there is one.</param>
    DecodeStatus Read(
        ref DialectMemory memory,
        Span<byte> input,
        out int used,
        out int left,
        out ServerEvent e);
}
