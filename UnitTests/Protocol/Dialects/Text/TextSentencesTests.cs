using System.Text;
using Protocol.Dialects.Catalog;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects.Text;

/// <summary>Every byte of the events in the text dialect.</summary>
internal sealed class TextSentencesTests
{
    [TestCase(EventKind.Said, "hi", "alice: hi\n")]
    [TestCase(EventKind.Acted, "waves", "* alice waves\n")]
    [TestCase(EventKind.Entered, "", "-- alice ")]
    [TestCase(EventKind.Departed, "", "-- alice ")]
    [TestCase(EventKind.Departed, "how", "-- alice ")]
    [TestCase(EventKind.Renamed, "alicia", "-- alice ")]
    [TestCase(EventKind.TopicSet, "tea", "-- alice ")]
    [TestCase(EventKind.TopicSet, "", "-- alice ")]
    public void Event_shows_its_room_except_the_lobby(
        EventKind kind, string text, string start)
    {
        string line = Line(kind, text, lobby: true);
        Assert.That(line, Does.StartWith(start).And.Contain(text).And.EndsWith("\n"));
        Assert.That(Line(kind, text, lobby: false), Is.EqualTo($"[tea] {line}"));
    }

    [Test]
    public void Private_message_shows_no_room() =>
        Assert.That(Line(EventKind.Told, "hi", lobby: false), Is.EqualTo("(private) alice: hi\n"));

    [TestCase(0, "00:00")]
    [TestCase(59_999, "00:00")]
    [TestCase(60_000, "00:01")]
    [TestCase(86_399_999, "23:59")]
    [TestCase(1_700_000_000_123, "22:13")]
    public void History_line_starts_with_its_time(long timeMs, string time)
    {
        Assert.That(Past(timeMs, lobby: true), Is.EqualTo($"| {time} alice: hi\n"));
        Assert.That(Past(timeMs, lobby: false), Is.EqualTo($"| {time} [tea] alice: hi\n"));
    }

    [Test]
    public void Every_event_kind_has_a_line_or_is_listed_as_silent()
    {
        EventKind[] silent =
        [
            EventKind.Welcome, EventKind.Ping, EventKind.Kept, EventKind.Hits,
            EventKind.Resumed, EventKind.Read,
        ];
        foreach (EventKind kind in Enum.GetValues<EventKind>())
        {
            string line = Line(kind, "text", lobby: true);
            if (silent.Contains(kind))
            {
                Assert.That(line, Is.Empty, $"{kind}");
                continue;
            }

            Assert.That(
                line, Does.EndWith("\n"), $"Give {kind} a sentence, or list it here as silent.");
        }
    }

    [Test]
    public void Line_overflows_every_buffer_that_is_too_small()
    {
        const string line = "| 00:00 [tea] alice: hi\n";
        for (int room = 0; room <= line.Length; room++)
        {
            var writer = new ByteWriter(new byte[room]);
            DialectCatalog.Text.Encode(ref writer, new ServerEvent
            {
                Kind = EventKind.Said,
                Room = "tea"u8,
                Name = "alice"u8,
                Text = "hi"u8,
                InPast = true,
            });
            Assert.That(writer.Overflowed, Is.EqualTo(room < line.Length), $"{room} bytes");
        }
    }

    private static string Line(EventKind kind, string text, bool lobby) => Encode(new ServerEvent
    {
        Kind = kind,
        Room = lobby ? "lobby"u8 : "tea"u8,
        Name = "alice"u8,
        Text = Encoding.UTF8.GetBytes(text),
        InLobby = lobby,
    });

    private static string Past(long timeMs, bool lobby) => Encode(new ServerEvent
    {
        Kind = EventKind.Said,
        TimeMs = timeMs,
        Room = lobby ? "lobby"u8 : "tea"u8,
        Name = "alice"u8,
        Text = "hi"u8,
        InLobby = lobby,
        InPast = true,
    });

    private static string Encode(in ServerEvent e)
    {
        var space = new byte[512];
        var writer = new ByteWriter(space);
        DialectCatalog.Text.Encode(ref writer, e);
        Assert.That(writer.Overflowed, Is.False, "the space is too small");
        return Encoding.UTF8.GetString(space, 0, writer.Written);
    }
}
