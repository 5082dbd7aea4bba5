using System.Text;
using Protocol;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;
using SimpleClient.Library;

namespace UnitTests.Client.Library;

/// <summary>Frames as a server sends them.</summary>
internal static class Frames
{
    private const int EnoughBytes = 2 * WireLimits.SentenceBytes;

    /// <summary>The server's magic and its welcome.</summary>
    public static byte[] Welcome(
        ulong version = NativeWire.Version, ulong messageBytes = 4096, ulong capabilities = 0) =>
        Of(new ChatEvent
        {
            Kind = EventKind.Welcome,
            Number = version,
            Count = capabilities,
            Sequence = messageBytes,
            Text = "Scripted",
        });

    public static byte[] Of(ChatEvent e)
    {
        byte[] space = new byte[EnoughBytes];
        var writer = new ByteWriter(space);
        var wire = new ServerEvent
        {
            Kind = e.Kind,
            RequestId = e.RequestId,
            SenderId = e.SenderId,
            TimeMs = e.Time == default ? 0 : e.Time.ToUnixTimeMilliseconds(),
            Sequence = e.Sequence,
            Room = Encoding.UTF8.GetBytes(e.Room),
            Name = Encoding.UTF8.GetBytes(e.Name),
            Text = Encoding.UTF8.GetBytes(e.Text),
            Number = e.Number,
            Detail = Encoding.UTF8.GetBytes(e.Detail),
            Count = e.Count,
            Entries = List(e.Entries),
        };
        NativeWire.WriteEvent(ref writer, wire);
        return space[..writer.Written];
    }

    public static byte[] Said(string room, string text, ulong requestId = 0) => Of(new ChatEvent
    {
        Kind = EventKind.Said,
        RequestId = requestId,
        SenderId = 9,
        Room = room,
        Name = "alice",
        Text = text,
    });

    public static byte[] Answer(EventKind kind, ulong requestId, string text = "") =>
        Of(new ChatEvent { Kind = kind, RequestId = requestId, Text = text });

    public static byte[] Past(string room, ulong count) =>
        Of(new ChatEvent { Kind = EventKind.Past, Room = room, Count = count });

    /// <summary>A frame with any kind and body.</summary>
    public static byte[] Raw(byte kind, params byte[] body) =>
        [.. BitConverter.GetBytes(new FrameHeader(kind, body.Length).Bits), .. body];

    private static byte[] List(IReadOnlyList<ChatListEntry> entries)
    {
        byte[] space = new byte[EnoughBytes];
        var writer = new ByteWriter(space);
        foreach (ChatListEntry entry in entries)
        {
            ListReader.Write(
                ref writer,
                Encoding.UTF8.GetBytes(entry.Name),
                entry.Number,
                Encoding.UTF8.GetBytes(entry.Text));
        }

        return space[..writer.Written];
    }
}
