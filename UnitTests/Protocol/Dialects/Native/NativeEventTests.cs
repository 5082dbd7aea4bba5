using Protocol;
using Protocol.Dialects.Catalog;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects.Native;

internal sealed class NativeEventTests
{
    private static readonly EventKind[] s_kinds = Enum.GetValues<EventKind>();

    [TestCaseSource(nameof(s_kinds))]
    public void Every_event_kind_round_trips_with_all_fields(EventKind kind)
    {
        foreach (bool full in new[] { false, true })
        {
            ServerEvent sent = Sample(kind, full);
            byte[] frame = Encode(sent);
            if (kind == EventKind.Welcome)
            {
                Assert.That(frame[..4], Is.EqualTo(NativeWire.Magic.ToArray()));
                frame = frame[4..];
            }

            DecodeStatus status = FrameDecoder.Decode(
                frame,
                WireLimits.ServerFrameBytes,
                out int used,
                out FrameHeader header,
                out var body);
            Assert.That(status, Is.EqualTo(DecodeStatus.Item));
            Assert.That(used, Is.EqualTo(frame.Length));
            Assert.That(header.Kind, Is.EqualTo((byte)kind));
            Assert.That(NativeWire.TryReadEvent(kind, body, out ServerEvent got), Is.True);
            Assert.That(Show.Of(got), Is.EqualTo(Show.Of(sent)));
        }
    }

    [TestCase("number")]
    [TestCase("detail")]
    [TestCase("count")]
    [TestCase("entries")]
    public void Each_optional_field_alone_round_trips(string field)
    {
        byte[] frame = Encode(new ServerEvent
        {
            Kind = EventKind.Past,
            Number = field == "number" ? 1u : 0,
            Detail = field == "detail" ? "d"u8 : default,
            Count = field == "count" ? 1u : 0,
            Entries = field == "entries" ? "e"u8 : default,
        });
        Assert.That(
            NativeWire.TryReadEvent(
                EventKind.Past, frame.AsSpan(FrameHeader.Bytes), out ServerEvent got),
            Is.True,
            "it can be read");
        Assert.That(
            (got.Number, got.Detail.Length, got.Count, got.Entries.Length),
            Is.EqualTo((
                field == "number" ? 1ul : 0,
                field == "detail" ? 1 : 0,
                field == "count" ? 1ul : 0,
                field == "entries" ? 1 : 0)));
    }

    [Test]
    public void Message_has_no_bytes_for_unused_fields()
    {
        byte[] frame = Encode(new ServerEvent
        {
            Kind = EventKind.Said,
            RequestId = 2,
            SenderId = 1,
            TimeMs = 5,
            Sequence = 3,
            Room = "lobby"u8,
            Name = "alice"u8,
            Text = "hi"u8,
        });
        Assert.That(
            Show.Bytes(frame),
            Is.EqualTo(@"\x13\x00\x00\xA0\x02\x01\x05\x03\x05lobby\x05alice\x02hi"));
    }

    [TestCaseSource(nameof(s_kinds))]
    public void Truncated_field_is_malformed_and_never_throws(EventKind kind)
    {
        byte[] frame = Encode(Sample(kind, full: true));
        byte[] body = frame[(kind == EventKind.Welcome ? 8 : 4)..];
        int whole = 0;
        for (int length = 0; length <= body.Length; length++)
        {
            whole += NativeWire.TryReadEvent(kind, body.AsSpan(0, length), out _) ? 1 : 0;
        }

        // The body may end before the first field and after each of six, or of eleven, fields.
        Assert.That(whole, Is.EqualTo(kind == EventKind.Welcome ? 7 : 12));
    }

    [Test]
    public void Event_overflows_every_buffer_that_is_too_small()
    {
        ServerEvent sent = Sample(EventKind.Said, full: true);
        byte[] frame = Encode(sent);
        for (int room = 0; room <= frame.Length; room++)
        {
            var writer = new ByteWriter(new byte[room]);
            DialectCatalog.Native.Encode(ref writer, sent);
            Assert.That(writer.Overflowed, Is.EqualTo(room < frame.Length), $"{room} bytes");
        }
    }

    private static ServerEvent Sample(EventKind kind, bool full)
    {
        bool welcome = kind == EventKind.Welcome;
        return new ServerEvent
        {
            Kind = kind,
            RequestId = welcome ? 0UL : 300,
            SenderId = welcome ? 0UL : 7,
            TimeMs = 1_700_000_000_123,
            Sequence = ulong.MaxValue,
            Room = welcome ? default : "lobby"u8,
            Name = welcome ? default : "alice"u8,
            Text = "some text"u8,
            Number = full ? 23UL : 0,
            Detail = full ? "detail"u8 : default,
            Count = full ? 1000UL : 0,
            Entries = full && !welcome ? "\u0001a\u0001\0"u8 : default,
        };
    }

    private static byte[] Encode(in ServerEvent e)
    {
        var space = new byte[512];
        var writer = new ByteWriter(space);
        DialectCatalog.Native.Encode(ref writer, e);
        Assert.That(writer.Overflowed, Is.False, "the space is too small");
        return space[..writer.Written];
    }
}
