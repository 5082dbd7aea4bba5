using System.Text;
using Protocol.Dialects.Catalog;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects.Text;

/// <summary>The format of the server's answers in the text dialect.</summary>
internal sealed class TextRepliesTests
{
    [TestCase("")]
    [TestCase("rob")]
    public void Name_is_confirmed(string before) =>
        Assert.That(
            Encode(new() { Kind = EventKind.Named, Name = "bob"u8, Detail = Utf8(before) }),
            Does.StartWith("-- ").And.Contain("bob").And.EndsWith("\n"));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Joining_shows_the_room_and_the_topic(int people) =>
        Assert.That(
            Encode(new()
            {
                Kind = EventKind.Joined,
                Room = "tea"u8,
                Count = (ulong)people,
                Text = "green"u8,
            }),
            Does.Match(@"^-- .*\[tea\].*\n-- .*green\n$"));

    [TestCase("lobby")]
    [TestCase("")]
    public void Leaving_shows_the_current_room(string current) =>
        Assert.That(
            Encode(new() { Kind = EventKind.Parted, Room = "tea"u8, Detail = Utf8(current) }),
            Does.Match($@"^-- .*\[tea\].*{current}.*\n$"));

    [TestCase(2, "")]
    [TestCase(7, ".* 5 .*")]
    public void Members_are_listed_on_one_line(int count, string rest)
    {
        var space = new byte[64];
        var list = new ByteWriter(space);
        ListReader.Write(ref list, "ann"u8, 1, default);
        ListReader.Write(ref list, "bob"u8, 2, default);
        Assert.That(
            Encode(new()
            {
                Kind = EventKind.Members,
                Room = "tea"u8,
                Count = (ulong)count,
                Entries = space.AsSpan(0, list.Written),
            }),
            Does.Match($@"^-- .*\[tea\] \({count}\): ann, bob{rest}\n$"));
    }

    [TestCase(2, "")]
    [TestCase(9, "-- .* 7 .*\n")]
    public void Rooms_are_listed_on_one_line_each(int count, string rest)
    {
        var space = new byte[64];
        var list = new ByteWriter(space);
        ListReader.Write(ref list, "lobby"u8, 2, default);
        ListReader.Write(ref list, "tea"u8, 1, "green"u8);
        Assert.That(
            Encode(new()
            {
                Kind = EventKind.Rooms,
                Count = (ulong)count,
                Entries = space.AsSpan(0, list.Written),
            }),
            Does.Match(
                $@"^-- .*\({count}\):
--   lobby \(2\)
--   tea \(1\): green
{rest}$"));
    }

    [TestCase("", "")]
    [TestCase("green", "ann: green")]
    public void Topic_is_shown_with_its_setter(string topic, string end) =>
        Assert.That(
            Encode(new()
            {
                Kind = EventKind.TopicIs,
                Room = "tea"u8,
                Name = "ann"u8,
                Text = Utf8(topic),
            }),
            Does.Match($@"^-- .*\[tea\].*{end}\n$"));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void History_starts_with_its_number_of_lines(int count) =>
        Assert.That(
            Encode(new() { Kind = EventKind.Past, Count = (ulong)count, InLobby = true }),
            Does.StartWith($"-- {count} ").And.EndsWith("\n"));

    [Test]
    public void Refusal_is_the_sentence_and_the_advice() =>
        Assert.That(
            Encode(new() { Kind = EventKind.Refused, Text = "No."u8, Detail = "Do this."u8 }),
            Is.EqualTo("-- No. Do this.\n"));

    [TestCase(EventKind.Notice)]
    [TestCase(EventKind.Goodbye)]
    public void Every_line_of_the_server_is_marked(EventKind kind)
    {
        Assert.That(Encode(new() { Kind = kind, Text = "one"u8 }), Is.EqualTo("-- one\n"));
        Assert.That(
            Encode(new() { Kind = kind, Text = "one\nbob: two\n\nthree"u8 }),
            Is.EqualTo("-- one\n-- bob: two\n-- \n-- three\n"));
    }

    [Test]
    public void Done_and_unknown_event_kinds_have_no_line()
    {
        Assert.That(Encode(new() { Kind = EventKind.Done, Room = "x"u8 }), Is.Empty);
        Assert.That(Encode(new() { Kind = (EventKind)0xFE, Text = "x"u8 }), Is.Empty);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Encode(in ServerEvent e)
    {
        var space = new byte[512];
        var writer = new ByteWriter(space);
        DialectCatalog.Text.Encode(ref writer, e);
        Assert.That(writer.Overflowed, Is.False, "the space is too small");
        return Encoding.UTF8.GetString(space, 0, writer.Written);
    }
}
