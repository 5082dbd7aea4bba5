using Protocol.Framing;
using Protocol.Messages;

namespace LoadTests.Clients;

/// <summary>
/// The text dialect without commands for rooms: all clients stay in the lobby. Both the reactor's
/// server and the server with a thread for each client support it.
/// </summary>
internal sealed class LobbyLoadDialect : ILoadDialect
{
    private readonly TextLoadDialect _text = new();

    public string Name => "text in the lobby";

    public bool Echoes => false;

    public void WriteOpening(
        ref ByteWriter writer, ref DialectMemory memory, byte[] name, IReadOnlyList<byte[]> rooms)
    {
        writer.Bytes(name);
        writer.Bytes("\n/ping\n"u8);
    }

    public void WriteMessage(
        ref ByteWriter writer, ref DialectMemory memory, byte[] room, ReadOnlySpan<byte> text)
    {
        writer.Bytes(text);
        writer.Byte((byte)'\n');
    }

    public void WritePrivateMessage(
        ref ByteWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text) =>
        _text.WritePrivateMessage(ref writer, name, text);

    public void WriteQuit(ref ByteWriter writer) => _text.WriteQuit(ref writer);

    public bool IsReady(in ServerEvent e) => _text.IsReady(e);

    public DecodeStatus Read(
        ref DialectMemory memory,
        Span<byte> input,
        out int used,
        out int left,
        out ServerEvent e) => _text.Read(ref memory, input, out used, out left, out e);
}
