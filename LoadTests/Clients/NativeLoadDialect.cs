using Protocol;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace LoadTests.Clients;

/// <summary>The native dialect: binary frames, for programs.</summary>
internal sealed class NativeLoadDialect : ILoadDialect
{
    public string Name => "native";

    public bool Echoes => true;

    public void WriteOpening(
        ref ByteWriter writer, ref DialectMemory memory, byte[] name, IReadOnlyList<byte[]> rooms)
    {
        NativeWire.WriteHello(ref writer, "load"u8, default, 0);
        Write(ref writer, RequestVerb.Name, name, default);
        Write(ref writer, RequestVerb.Leave, "lobby"u8, default);
        foreach (byte[] room in rooms)
        {
            Write(ref writer, RequestVerb.Join, room, default);
        }

        Write(ref writer, RequestVerb.Ping, default, default);
    }

    public void WriteMessage(
        ref ByteWriter writer, ref DialectMemory memory, byte[] room, ReadOnlySpan<byte> text) =>
        Write(ref writer, RequestVerb.Say, room, text);

    public void WritePrivateMessage(
        ref ByteWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text) =>
        Write(ref writer, RequestVerb.Tell, name, text);

    public void WriteQuit(ref ByteWriter writer) =>
        Write(ref writer, RequestVerb.Quit, default, default);

    public bool IsReady(in ServerEvent e) => e.Kind == EventKind.Pong;

    public DecodeStatus Read(
        ref DialectMemory memory,
        Span<byte> input,
        out int used,
        out int left,
        out ServerEvent e)
    {
        left = input.Length;
        e = default;
        if (!memory.IsOpen)
        {
            // A client that connects slowly gets the text greeting in front of the magic.
            int at = input.IndexOf(NativeWire.Magic);
            memory.IsOpen = at >= 0;
            used = at < 0 ? 0 : at + NativeWire.Magic.Length;
            return at < 0 ? DecodeStatus.NeedMore : DecodeStatus.Skipped;
        }

        DecodeStatus status = FrameDecoder.Decode(
            input,
            WireLimits.ServerFrameBytes,
            out used,
            out FrameHeader header,
            out ReadOnlySpan<byte> body);
        if (status != DecodeStatus.Item)
        {
            return status;
        }

        return NativeWire.TryReadEvent((EventKind)header.Kind, body, out e)
            ? DecodeStatus.Item
            : DecodeStatus.Malformed;
    }

    private static void Write(
        ref ByteWriter writer,
        RequestVerb verb,
        ReadOnlySpan<byte> target,
        ReadOnlySpan<byte> text) => NativeWire.WriteRequest(
            ref writer, new ClientRequest { Verb = verb, Id = 1, Target = target, Text = text });
}
