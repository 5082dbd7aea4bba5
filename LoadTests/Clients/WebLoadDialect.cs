using System.Buffers.Binary;
using Protocol;
using Protocol.Framing;
using Protocol.Messages;

namespace LoadTests.Clients;

/// <summary>JSON over WebSocket, as browsers send and receive it.</summary>
internal sealed class WebLoadDialect : ILoadDialect
{
    /// <summary>
    /// Messages have at most 4096 bytes, and each byte may become an escape of two bytes.
    /// </summary>
    private const int MaxRequestBytes = 256 + (2 * 4096);

    private const byte FinalText = 0x81;
    private const byte MaskBit = 0x80;
    private const byte Length16 = 126;
    private const byte Length64 = 127;
    private const int TextFrame = 1;

    public string Name => "web";

    public bool Echoes => true;

    public void WriteOpening(
        ref ByteWriter writer, ref DialectMemory memory, byte[] name, IReadOnlyList<byte[]> rooms)
    {
        writer.Bytes("GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"u8);
        writer.Bytes("Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"u8);
        writer.Bytes("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"u8);
        writer.Bytes("Sec-WebSocket-Protocol: tcpchat.json\r\n\r\n"u8);
        Write(ref writer, "name"u8, name, default);
        Write(ref writer, "leave"u8, "lobby"u8, default);
        foreach (byte[] room in rooms)
        {
            Write(ref writer, "join"u8, room, default);
        }

        Write(ref writer, "ping"u8, default, default);
    }

    public void WriteMessage(
        ref ByteWriter writer, ref DialectMemory memory, byte[] room, ReadOnlySpan<byte> text) =>
        Write(ref writer, "say"u8, room, text);

    public void WritePrivateMessage(
        ref ByteWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text) =>
        Write(ref writer, "tell"u8, name, text);

    public void WriteQuit(ref ByteWriter writer) => Write(ref writer, "quit"u8, default, default);

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
            return ReadHead(ref memory, input, out used);
        }

        used = 0;
        if (input.Length < 2)
        {
            return DecodeStatus.NeedMore;
        }

        int header = 2 + input[1] switch { Length16 => 2, Length64 => 8, _ => 0 };
        if (input.Length < header)
        {
            return DecodeStatus.NeedMore;
        }

        ulong length = input[1] switch
        {
            Length16 => BinaryPrimitives.ReadUInt16BigEndian(input[2..]),
            Length64 => BinaryPrimitives.ReadUInt64BigEndian(input[2..]),
            _ => input[1],
        };
        if (length > WireLimits.ServerFrameBytes * 6)
        {
            return DecodeStatus.Malformed;
        }

        if (input.Length < header + (int)length)
        {
            return DecodeStatus.NeedMore;
        }

        used = header + (int)length;
        if ((input[0] & 0x0F) != TextFrame)
        {
            return DecodeStatus.Skipped;
        }

        return WebLoadEvent.TryRead(input[header..used], out e)
            ? DecodeStatus.Item
            : DecodeStatus.Malformed;
    }

    /// <summary>
    /// Skips the answer to the opening handshake. A client that connects slowly gets the text
    /// greeting before it.
    /// </summary>
    private static DecodeStatus ReadHead(
        ref DialectMemory memory, ReadOnlySpan<byte> input, out int used)
    {
        used = 0;
        int start = input.IndexOf("HTTP/1.1 "u8);
        int length = start < 0 ? -1 : input[start..].IndexOf("\r\n\r\n"u8);
        if (length < 0)
        {
            return DecodeStatus.NeedMore;
        }

        used = start + length + 4;
        memory.IsOpen = input[start..].StartsWith("HTTP/1.1 101 "u8);
        return memory.IsOpen ? DecodeStatus.Skipped : DecodeStatus.Malformed;
    }

    private static void Write(
        ref ByteWriter writer,
        ReadOnlySpan<byte> verb,
        ReadOnlySpan<byte> target,
        ReadOnlySpan<byte> text)
    {
        Span<byte> space = stackalloc byte[MaxRequestBytes];
        var json = new ByteWriter(space);
        // The request has no id, because the ids of a client that can resume have to rise.
        json.Bytes("{\"verb\":\""u8);
        json.Bytes(verb);
        WriteText(ref json, "\",\"target\":\""u8, target);
        WriteText(ref json, "\",\"text\":\""u8, text);
        json.Bytes("\"}"u8);
        int length = json.Written;

        // The mask is zero, so the payload is sent unchanged. The server removes the mask like any
        // other.
        writer.Byte(FinalText);
        writer.Byte((byte)(MaskBit | Math.Min(length, Length16)));
        if (length >= Length16)
        {
            writer.Byte((byte)(length >> 8));
            writer.Byte((byte)length);
        }

        writer.Bytes([0, 0, 0, 0]);
        writer.Bytes(space[..length]);
    }

    private static void WriteText(
        ref ByteWriter json, ReadOnlySpan<byte> before, ReadOnlySpan<byte> text)
    {
        json.Bytes(before);
        foreach (byte b in text)
        {
            if (b is (byte)'"' or (byte)'\\')
            {
                json.Byte((byte)'\\');
            }

            json.Byte(b);
        }
    }
}
