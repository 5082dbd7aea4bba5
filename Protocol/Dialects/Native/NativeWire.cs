using Protocol.Framing;
using Protocol.Messages;

namespace Protocol.Dialects.Native;

/// <summary>
/// The bytes of the native dialect in both directions, for the server's dialect and for clients.
/// PROTOCOL.md has the byte tables.
/// </summary>
public static class NativeWire
{
    /// <summary>The version of this library, and the oldest that it supports.</summary>
    public const byte Version = 1;

    /// <summary>
    /// The capability bit of a server that answers History in pages (count and before), and reports
    /// in Past whether there are more lines.
    /// </summary>
    public const ulong Pages = 1;

    /// <summary>
    /// The capability bit for Kept. A server with a store sends that frame to clients with this
    /// bit.
    /// </summary>
    public const ulong Keeps = 2;

    /// <summary>The capability bit of a server that has accounts.</summary>
    public const ulong Accounts = 16;

    /// <summary>
    /// The capability bit for Hits. When both sides have this bit, the server answers a search with
    /// Hits.
    /// </summary>
    public const ulong Search = 4;

    /// <summary>
    /// The capability bit for Resume. A client with this bit gets a token in the welcome, can
    /// continue its session on another connection, and uses request ids that rise.
    /// </summary>
    public const ulong Resume = 8;

    /// <summary>
    /// The capability bit for read marks. A server with this bit stores them for accounts, and
    /// sends the event Read to clients with this bit.
    /// </summary>
    public const ulong ReadMarks = 32;

    /// <summary>
    /// The capability bit of a server that shares files (Offer), and of a client that reads Shared.
    /// </summary>
    public const ulong Files = 64;

    /// <summary>
    /// The first four bytes from either side. No UTF-8 text, TLS record, HTTP request or telnet
    /// command begins with 0x89.
    /// </summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'T', (byte)'C', (byte)'H'];

    /// <summary>Writes a client's opening: the magic and hello.</summary>
    /// <param name="writer">Receives the bytes.</param>
    /// <param name="agent">The program's name and version, UTF-8.</param>
    /// <param name="token">A session token from an earlier welcome, or empty.</param>
    /// <param name="capabilities">
    /// The client's capabilities beyond the version, one bit each.
    /// </param>
    public static void WriteHello(
        ref ByteWriter writer,
        ReadOnlySpan<byte> agent,
        ReadOnlySpan<byte> token,
        ulong capabilities)
    {
        writer.Bytes(Magic);
        int at = Begin(ref writer);
        writer.Varint(Version);
        writer.Varint(Version);
        writer.Varint(capabilities);
        writer.String(agent);
        writer.String(token);
        End(ref writer, at, (byte)RequestVerb.Hello);
    }

    /// <summary>
    /// Writes a request. The text of a <see cref="RequestVerb.Line"/> request is the complete
    /// line, as typed.
    /// </summary>
    /// <param name="writer">Receives the bytes.</param>
    /// <param name="request">The request.</param>
    public static void WriteRequest(ref ByteWriter writer, in ClientRequest request)
    {
        int at = Begin(ref writer);
        writer.Varint(request.Id);
        writer.String(request.Target);
        writer.String(request.Text);
        if (request.Number != 0 || request.Count != 0 || request.Before != 0)
        {
            writer.Varint(request.Number);
        }

        if (request.Count != 0 || request.Before != 0)
        {
            writer.Varint(request.Count);
            writer.Varint(request.Before);
        }

        End(ref writer, at, (byte)request.Verb);
    }

    /// <summary>Reads a request's body.</summary>
    /// <param name="verb">The frame's kind.</param>
    /// <param name="body">The frame's body.</param>
    /// <param name="request">The request.</param>
    /// <returns>False when the body is malformed.</returns>
    public static bool TryReadRequest(
        RequestVerb verb, ReadOnlySpan<byte> body, out ClientRequest request)
    {
        var fields = new FieldReader(body);
        ulong id = fields.Varint();
        ReadOnlySpan<byte> target = fields.String();
        ReadOnlySpan<byte> text = fields.String();
        ulong number = fields.Varint();

        // History and Search have two more fields, and Resume has one. Later versions may add
        // fields to other verbs; such fields are skipped.
        bool isPage = verb is RequestVerb.History or RequestVerb.Search;
        ulong count = isPage || verb == RequestVerb.Resume ? fields.Varint() : 0;
        ulong before = isPage ? fields.Varint() : 0;
        request = new ClientRequest
        {
            Verb = verb,
            Id = id,
            Target = target,
            Text = text,
            Number = number,
            Count = count,
            Before = before,
        };
        return !fields.Malformed;
    }

    /// <summary>Writes an event or a reply.</summary>
    /// <param name="writer">Receives the bytes.</param>
    /// <param name="e">The event.</param>
    public static void WriteEvent(ref ByteWriter writer, in ServerEvent e)
    {
        if (e.Kind == EventKind.Welcome)
        {
            WriteWelcome(ref writer, e);
            return;
        }

        int at = Begin(ref writer);
        writer.Varint(e.RequestId);
        writer.Varint(e.SenderId);
        writer.Varint((ulong)e.TimeMs);
        writer.Varint(e.Sequence);
        writer.String(e.Room);
        writer.String(e.Name);
        writer.String(e.Text);
        if (e.Number != 0 || e.Count != 0 || !e.Detail.IsEmpty || !e.Entries.IsEmpty)
        {
            writer.Varint(e.Number);
            writer.String(e.Detail);
            writer.Varint(e.Count);
            writer.String(e.Entries);
        }

        End(ref writer, at, (byte)e.Kind);
    }

    /// <summary>Reads an event's or a reply's body.</summary>
    /// <param name="kind">The frame's kind.</param>
    /// <param name="body">The frame's body.</param>
    /// <param name="e">The event.</param>
    /// <returns>False when the body is malformed.</returns>
    public static bool TryReadEvent(EventKind kind, ReadOnlySpan<byte> body, out ServerEvent e)
    {
        if (kind == EventKind.Welcome)
        {
            return TryReadWelcome(body, out e);
        }

        var fields = new FieldReader(body);
        ulong requestId = fields.Varint();
        ulong senderId = fields.Varint();
        ulong time = fields.Varint();
        ulong sequence = fields.Varint();
        ReadOnlySpan<byte> room = fields.String();
        ReadOnlySpan<byte> name = fields.String();
        ReadOnlySpan<byte> text = fields.String();
        ulong number = fields.Varint();
        ReadOnlySpan<byte> detail = fields.String();
        ulong count = fields.Varint();
        ReadOnlySpan<byte> entries = fields.String();
        e = new ServerEvent
        {
            Kind = kind,
            RequestId = requestId,
            SenderId = senderId,
            TimeMs = (long)time,
            Sequence = sequence,
            Room = room,
            Name = name,
            Text = text,
            Number = number,
            Detail = detail,
            Count = count,
            Entries = entries,
        };
        return !fields.Malformed;
    }

    /// <summary>
    /// Writes the server's magic and the welcome. Its fields: number (version), count
    /// (capabilities), sequence (the most bytes in a message), time, text (the server's name and
    /// version), detail (session token).
    /// </summary>
    private static void WriteWelcome(ref ByteWriter writer, in ServerEvent e)
    {
        writer.Bytes(Magic);
        int at = Begin(ref writer);
        writer.Varint(e.Number);
        writer.Varint(e.Count);
        writer.Varint(e.Sequence);
        writer.Varint((ulong)e.TimeMs);
        writer.String(e.Text);
        writer.String(e.Detail);
        End(ref writer, at, (byte)EventKind.Welcome);
    }

    private static bool TryReadWelcome(ReadOnlySpan<byte> body, out ServerEvent e)
    {
        var fields = new FieldReader(body);
        ulong version = fields.Varint();
        ulong capabilities = fields.Varint();
        ulong messageBytes = fields.Varint();
        ulong time = fields.Varint();
        ReadOnlySpan<byte> agent = fields.String();
        ReadOnlySpan<byte> token = fields.String();
        e = new ServerEvent
        {
            Kind = EventKind.Welcome,
            Number = version,
            Count = capabilities,
            Sequence = messageBytes,
            TimeMs = (long)time,
            Text = agent,
            Detail = token,
        };
        return !fields.Malformed;
    }

    private static int Begin(ref ByteWriter writer)
    {
        int at = writer.Written;
        writer.Bytes([0, 0, 0, 0]);
        return at;
    }

    private static void End(ref ByteWriter writer, int at, byte kind) =>
        writer.PatchUInt32(at, new FrameHeader(kind, writer.Written - at - FrameHeader.Bytes).Bits);
}
