using System.Text;
using System.Text.Json;
using Protocol.Dialects.Catalog;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects.Web;

/// <summary>
/// Events as JSON objects in frames of the server, read by the runtime's JSON reader.
/// </summary>
internal sealed class JsonEventTests
{
    private const int Events = 5000;

    [Test]
    public void Message_has_its_fields() => Assert.That(
        Json(new ServerEvent
        {
            Kind = EventKind.Said,
            RequestId = 5,
            SenderId = 12,
            TimeMs = 1764500000000,
            Sequence = 7,
            Room = "lobby"u8,
            Name = "alice"u8,
            Text = "hi \"茶\" \\ \n\t\u0001"u8,
            Number = 1,
        }),
        Is.EqualTo(
            """{"kind":"said","request":5,"sender":12,"time":1764500000000,"seq":7,"""
            + """ "room":"lobby","name":"alice","text":"hi \"茶\" \\ \n\t\u0001","emptyLines":1}"""
                .TrimStart()));

    [Test]
    public void Welcome_has_its_fields() => Assert.That(
        Json(new ServerEvent
        {
            Kind = EventKind.Welcome,
            Number = 1,
            Count = 3,
            Sequence = 4096,
            TimeMs = 9,
            Text = "TcpChat"u8,
            Detail = [0xFF, 0x0A],
        }),
        Is.EqualTo(
            """{"kind":"welcome","time":9,"version":1,"maxText":4096,"server":"TcpChat","""
            + """ "token":"ff0a","capabilities":["pages","keeps"]}""".TrimStart()));

    [Test]
    public void Join_has_its_fields_and_the_incarnation_is_a_string() => Assert.That(
        Json(new ServerEvent
        {
            Kind = EventKind.Joined,
            RequestId = 1,
            Sequence = 2,
            Room = "tea"u8,
            Text = "hot"u8,
            Number = ulong.MaxValue,
            Count = 3,
        }),
        Is.EqualTo(
            """{"kind":"joined","request":1,"next":2,"room":"tea","topic":"hot","""
            + """ "incarnation":"18446744073709551615","members":3}""".TrimStart()));

    [Test]
    public void Refusal_has_the_name_of_its_code() => Assert.That(
        Json(new ServerEvent
        {
            Kind = EventKind.Refused,
            RequestId = 2,
            Number = (ulong)RefusalCode.NameTaken,
            Text = "It is taken."u8,
            Detail = "Try another one."u8,
        }),
        Is.EqualTo(
            """{"kind":"refused","request":2,"text":"It is taken.","code":"NameTaken","""
            + """ "advice":"Try another one."}""".TrimStart()));

    [Test]
    public void List_has_its_entries()
    {
        var space = new byte[256];
        var list = new ByteWriter(space);
        ListReader.Write(ref list, "lobby"u8, 2, default);
        ListReader.Write(ref list, "tea"u8, 1, "hot"u8);
        byte[] entries = space[..list.Written];
        Assert.That(
            Json(new ServerEvent { Kind = EventKind.Rooms, Count = 2, Entries = entries }),
            Is.EqualTo(
                """{"kind":"rooms","count":2,"entries":[{"name":"lobby","members":2},"""
                + """{"name":"tea","members":1,"topic":"hot"}]}"""));
    }

    [Test]
    public void Keep_alive_is_a_ping_frame() => Assert.That(
        Encode(new ServerEvent { Kind = EventKind.Ping, TimeMs = 1 }),
        Is.EqualTo(new byte[] { 0x89, 0 }));

    [TestCase(GoodbyeReason.Quit, 0, 1000)]
    [TestCase(GoodbyeReason.ServerStops, 0, 1001)]
    [TestCase(GoodbyeReason.Malformed, 0, 1002)]
    [TestCase(GoodbyeReason.Malformed, 1007, 1007)]
    [TestCase(GoodbyeReason.Bug, 0, 1011)]
    [TestCase(GoodbyeReason.ServerFull, 0, 1013)]
    [TestCase(GoodbyeReason.Kicked, 0, 4011)]
    public void Close_frame_follows_the_goodbye(GoodbyeReason reason, int own, int code)
    {
        byte[] bytes = Encode(new ServerEvent
        {
            Kind = EventKind.Goodbye,
            Number = (ulong)reason,
            Count = (ulong)own,
            Text = "x"u8,
        });
        string json = Encoding.UTF8.GetString(bytes.AsSpan(2, bytes[1]));
        Assert.That(
            json, Is.EqualTo($$"""{"kind":"goodbye","text":"x","reason":"{{reason}}"}"""));
        byte[] close = [0x88, 2, (byte)(code >> 8), (byte)code];
        Assert.That(bytes[(2 + bytes[1])..], Is.EqualTo(close));
    }

    [TestCase(125, 2)]
    [TestCase(126, 4)]
    [TestCase(0xFFFF, 4)]
    [TestCase(0x10000, 10)]
    public void Length_of_a_frame_is_as_short_as_possible(int payload, int header)
    {
        int around = """{"kind":"notice","text":""}""".Length;
        byte[] bytes = Encode(new ServerEvent
        {
            Kind = EventKind.Notice,
            Text = Frames.Filler(payload - around),
        });
        Assert.That(bytes, Has.Length.EqualTo(header + payload));
        Assert.That(Payload(bytes), Has.Length.EqualTo(payload));
        Assert.That(bytes[header], Is.EqualTo((byte)'{'));
        Assert.That(bytes[^1], Is.EqualTo((byte)'}'));
    }

    [Test]
    public void Every_event_is_one_valid_object_with_the_texts_of_the_event()
    {
        (Random random, string note) = JunkTests.Seed();
        var events = new RandomEvents(random);
        for (int n = 0; n < Events; n++)
        {
            ServerEvent e = events.Next();
            if (e.Kind == EventKind.Ping)
            {
                continue;
            }

            string text = Encoding.UTF8.GetString(e.Text);
            using JsonDocument json = JsonDocument.Parse(Payload(Encode(e)));
            JsonElement all = json.RootElement;
            string kind = $"{e.Kind}";
            Assert.That(
                all.GetProperty("kind").GetString(),
                Is.EqualTo(char.ToLowerInvariant(kind[0]) + kind[1..]),
                note);
            string key = e.Kind switch
            {
                EventKind.Joined => "topic",
                EventKind.Welcome => "server",
                _ => "text",
            };
            Assert.That(
                all.TryGetProperty(key, out JsonElement value) ? value.GetString() : "",
                Is.EqualTo(text),
                note);
        }
    }

    [Test]
    public void Encoding_an_event_allocates_nothing()
    {
        var space = new byte[512];
        Write(space);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int n = 0; n < 1000; n++)
        {
            Write(space);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        static void Write(byte[] space)
        {
            var writer = new ByteWriter(space);
            DialectCatalog.Web.Encode(ref writer, new ServerEvent
            {
                Kind = EventKind.Said,
                SenderId = 12,
                TimeMs = 1764500000000,
                Sequence = 7,
                Room = "lobby"u8,
                Name = "alice"u8,
                Text = "\"hi\""u8,
            });
        }
    }

    private static string Json(in ServerEvent e) => Encoding.UTF8.GetString(Payload(Encode(e)));

    private static byte[] Encode(in ServerEvent e)
    {
        for (int space = 256; ; space *= 2)
        {
            var bytes = new byte[space];
            var writer = new ByteWriter(bytes);
            DialectCatalog.Web.Encode(ref writer, e);
            if (!writer.Overflowed)
            {
                return bytes[..writer.Written];
            }
        }
    }

    /// <summary>The payload of the first frame, read as a client does.</summary>
    private static byte[] Payload(byte[] bytes)
    {
        Assert.That(bytes[0], Is.EqualTo(0x81), "a whole text message");
        int length = bytes[1];
        int header = 2;
        if (length >= 126)
        {
            header += length == 126 ? 2 : 8;
            length = bytes[2..header].Aggregate(0, static (n, b) => (n << 8) | b);
        }

        return bytes[header..(header + length)];
    }
}
