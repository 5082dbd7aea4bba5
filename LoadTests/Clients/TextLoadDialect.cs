using System.Text;
using EventLoopServer.Sentences;
using Protocol;
using Protocol.Dialects.Catalog;
using Protocol.Framing;
using Protocol.Messages;

namespace LoadTests.Clients;

/// <summary>The text dialect: lines, for people.</summary>
internal sealed class TextLoadDialect : ILoadDialect
{
    private const int MaxLineBytes = WireLimits.MaxMessageBytes + WireLimits.RequestOverheadBytes;

    /// <summary>The texts of the server's answers to a ping and to a quit.</summary>
    private static readonly byte[] s_pong = Render(new ServerEvent { Kind = EventKind.Pong });

    private static readonly byte[] s_goodbye =
        Encoding.UTF8.GetBytes(GoodbyeSentences.QuitNamed("\0").Split('\0')[0]);

    public string Name => "text";

    public bool Echoes => false;

    public void WriteOpening(
        ref ByteWriter writer, ref DialectMemory memory, byte[] name, IReadOnlyList<byte[]> rooms)
    {
        writer.Bytes(name);
        writer.Bytes("\n/leave lobby\n"u8);
        foreach (byte[] room in rooms)
        {
            WriteJoin(ref writer, ref memory, room);
        }

        writer.Bytes("/ping\n"u8);
    }

    public void WriteMessage(
        ref ByteWriter writer, ref DialectMemory memory, byte[] room, ReadOnlySpan<byte> text)
    {
        // A line contains no room and goes to the current one. A client in several rooms has to
        // switch to the right room first.
        if (!room.AsSpan().SequenceEqual(memory.CurrentRoom))
        {
            WriteJoin(ref writer, ref memory, room);
        }

        writer.Bytes(text);
        writer.Byte((byte)'\n');
    }

    public void WritePrivateMessage(
        ref ByteWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        writer.Byte((byte)'@');
        writer.Bytes(name);
        writer.Byte((byte)' ');
        writer.Bytes(text);
        writer.Byte((byte)'\n');
    }

    public void WriteQuit(ref ByteWriter writer) => writer.Bytes("/quit\n"u8);

    public bool IsReady(in ServerEvent e) => e.Kind == EventKind.Pong;

    public DecodeStatus Read(
        ref DialectMemory memory,
        Span<byte> input,
        out int used,
        out int left,
        out ServerEvent e)
    {
        DecodeStatus status = LineDecoder.Decode(
            ref memory.IsSwallowing,
            input,
            MaxLineBytes,
            out used,
            out ReadOnlySpan<byte> line,
            out left);
        e = status == DecodeStatus.Item ? Parse(line) : default;
        return status;
    }

    /// <summary>Parses a line as an event. Only the fields that load tests need are set.</summary>
    internal static ServerEvent Parse(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("| "u8))
        {
            return new ServerEvent { Kind = EventKind.Said, InPast = true };
        }

        if (line.StartsWith("-- "u8))
        {
            return new ServerEvent { Kind = SentenceKind(line[3..]), Text = line[3..] };
        }

        ReadOnlySpan<byte> room = default;
        bool isPrivate = line.StartsWith("(private) "u8);
        if (isPrivate)
        {
            line = line["(private) ".Length..];
        }
        else if (line.StartsWith("["u8) && line.IndexOf("] "u8) is > 0 and int end)
        {
            room = line[1..end];
            line = line[(end + 2)..];
        }

        int colon = line.IndexOf(": "u8);
        int space = line.IndexOf((byte)' ');
        if (colon < 1 || colon + 1 != space)
        {
            return new ServerEvent { Kind = EventKind.Notice, Text = line };
        }

        return new ServerEvent
        {
            Kind = isPrivate ? EventKind.Told : EventKind.Said,
            Room = room,
            Name = line[..colon],
            Text = line[(colon + 2)..],
        };
    }

    /// <summary>Encodes a line of the text dialect, without its mark and its end.</summary>
    private static byte[] Render(in ServerEvent e)
    {
        byte[] space = new byte[256];
        var writer = new ByteWriter(space);
        DialectCatalog.Text.Encode(ref writer, e);
        return space[3..(writer.Written - 1)];
    }

    private static void WriteJoin(ref ByteWriter writer, ref DialectMemory memory, byte[] room)
    {
        writer.Bytes("/join "u8);
        writer.Bytes(room);
        writer.Byte((byte)'\n');
        memory.CurrentRoom = room;
    }

    private static EventKind SentenceKind(ReadOnlySpan<byte> sentence)
    {
        if (sentence.SequenceEqual(s_pong))
        {
            return EventKind.Pong;
        }

        return sentence.StartsWith(s_goodbye) ? EventKind.Goodbye : EventKind.Notice;
    }
}
