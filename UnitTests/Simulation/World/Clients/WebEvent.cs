using System.Globalization;
using System.Text.Json;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Simulation.World.Clients;

/// <summary>Events from JSON, read by the runtime's parser.</summary>
internal static class WebEvent
{
    /// <param name="json">The message.</param>
    /// <param name="content">
    /// The hash of the event's native form, so that it can be compared with native clients.
    /// </param>
    /// <exception cref="JsonException">The message is not JSON.</exception>
    public static SeenEvent Read(byte[] json, out ulong content)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement fields = document.RootElement;
        EventKind kind = Enum.Parse<EventKind>(Text(fields, "kind"), ignoreCase: true);
        bool isJoined = kind == EventKind.Joined;
        var e = new ServerEvent
        {
            Kind = kind,
            RequestId = Number(fields, "request"),
            SenderId = Number(fields, "sender"),
            TimeMs = (long)Number(fields, "time"),
            Sequence = Number(fields, isJoined ? "next" : "seq"),
            Room = Utf8(fields, "room"),
            Name = Utf8(fields, "name"),
            Text = Utf8(fields, isJoined ? "topic" : "text"),
            Number = NumberOf(kind, fields),
            Detail = Utf8(fields, kind switch
            {
                EventKind.Refused => "advice",
                EventKind.Past => "end",
                EventKind.Parted => "current",
                EventKind.Named => "before",
                _ => "detail",
            }),
            Count = Number(fields, isJoined ? "members" : "count"),
        };
        content = HashOf(e);
        return new SeenEvent(e);
    }

    /// <summary>The number that has a name of its own in JSON.</summary>
    private static ulong NumberOf(EventKind kind, JsonElement fields) => kind switch
    {
        EventKind.Said or EventKind.Told => Number(fields, "emptyLines"),
        EventKind.Refused => (ulong)Enum.Parse<RefusalCode>(Text(fields, "code")),
        EventKind.Goodbye => (ulong)Enum.Parse<GoodbyeReason>(Text(fields, "reason")),
        EventKind.Joined or EventKind.Past =>
            ulong.Parse(Text(fields, "incarnation"), CultureInfo.InvariantCulture),
        _ => Number(fields, "number"),
    };

    private static ulong HashOf(in ServerEvent e)
    {
        var space = new byte[256 + e.Room.Length + e.Name.Length + e.Text.Length + e.Detail.Length];
        var writer = new ByteWriter(space);
        NativeWire.WriteEvent(ref writer, e);
        return Trace.HashOf(space.AsSpan(FrameHeader.Bytes, writer.Written - FrameHeader.Bytes));
    }

    private static ulong Number(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out JsonElement value) ? value.GetUInt64() : 0;

    private static string Text(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out JsonElement value) ? value.GetString()! : string.Empty;

    private static byte[] Utf8(JsonElement fields, string name) =>
        RecordedEvent.Utf8(Text(fields, name));
}
