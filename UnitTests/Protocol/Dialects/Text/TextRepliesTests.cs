using System.Text;
using Protocol.Dialects;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects.Text;

/// <summary>What the server answers people in the text dialect: every byte of it.</summary>
internal sealed class TextRepliesTests
{
    [TestCase("", "-- Welcome, bob! /help lists the commands, /quit leaves.\n")]
    [TestCase("rob", "-- You are now known as bob.\n")]
    public void A_first_name_is_welcomed_and_a_later_one_is_told(string before, string line) =>
        Assert.That(
            Encode(new() { Kind = EventKind.Named, Name = "bob"u8, Detail = Utf8(before) }),
            Is.EqualTo(line));

    [TestCase(1, "-- You are in the lobby, alone so far.\n")]
    [TestCase(2, "-- You are in the lobby, with 1 other.\n")]
    [TestCase(3, "-- You are in the lobby, with 2 others.\n")]
    public void Entering_the_lobby_tells_who_else_is_there(int people, string line) =>
        Assert.That(
            Encode(new() { Kind = EventKind.Joined, Count = (ulong)people, InLobby = true }),
            Is.EqualTo(line));

    [Test]
    public void Entering_another_room_tells_how_to_go_back_and_the_topic() =>
        Assert.That(
            Encode(new() { Kind = EventKind.Joined, Room = "tea"u8, Count = 1, Text = "green"u8 }),
            Is.EqualTo(
                "-- You are in [tea], alone so far. What you type goes there; "
                + "/join lobby goes back.\n-- Topic: green\n"));

    [TestCase("lobby", "-- You left [tea]. What you type goes to lobby now.\n")]
    [TestCase("", "-- You left [tea] and are in no room now. /join ROOM enters one.\n")]
    public void Leaving_tells_where_one_is_now(string current, string line) =>
        Assert.That(
            Encode(new() { Kind = EventKind.Parted, Room = "tea"u8, Detail = Utf8(current) }),
            Is.EqualTo(line));

    [TestCase(2, "-- In [tea] (2): ann, bob\n")]
    [TestCase(7, "-- In [tea] (7): ann, bob and 5 more\n")]
    public void People_are_listed_on_one_line(int count, string line)
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
            Is.EqualTo(line));
    }

    [TestCase(2, "")]
    [TestCase(9, "--   and 7 more\n")]
    public void Rooms_are_listed_on_a_line_each(int count, string rest)
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
            Is.EqualTo($"-- Rooms ({count}):\n--   lobby (2)\n--   tea (1): green\n{rest}"));
    }

    [TestCase("", "-- There is no topic in [tea]. /topic TEXT sets one.\n")]
    [TestCase("green", "-- The topic in [tea], set by ann: green\n")]
    public void A_topic_is_told_with_who_set_it(string topic, string line) =>
        Assert.That(
            Encode(new()
            {
                Kind = EventKind.TopicIs,
                Room = "tea"u8,
                Name = "ann"u8,
                Text = Utf8(topic),
            }),
            Is.EqualTo(line));

    [TestCase(0, "-- 0 lines from before in the lobby.\n")]
    [TestCase(1, "-- 1 line from before in the lobby (times in UTC):\n")]
    [TestCase(2, "-- 2 lines from before in the lobby (times in UTC):\n")]
    public void The_past_is_announced_with_its_lines(int count, string line) =>
        Assert.That(
            Encode(new() { Kind = EventKind.Past, Count = (ulong)count, InLobby = true }),
            Is.EqualTo(line));

    [Test]
    public void A_refusal_is_the_sentence_and_the_advice() =>
        Assert.That(
            Encode(new() { Kind = EventKind.Refused, Text = "No."u8, Detail = "Do this."u8 }),
            Is.EqualTo("-- No. Do this.\n"));

    [Test]
    public void A_ping_is_answered() =>
        Assert.That(Encode(new() { Kind = EventKind.Pong }), Is.EqualTo("-- Pong.\n"));

    [TestCase(EventKind.Notice)]
    [TestCase(EventKind.Goodbye)]
    public void Every_line_of_the_server_is_marked_as_its_own(EventKind kind)
    {
        Assert.That(Encode(new() { Kind = kind, Text = "one"u8 }), Is.EqualTo("-- one\n"));
        Assert.That(
            Encode(new() { Kind = kind, Text = "one\nbob: two\n\nthree"u8 }),
            Is.EqualTo("-- one\n-- bob: two\n-- \n-- three\n"));
    }

    [Test]
    public void What_is_done_and_kinds_of_newer_servers_need_no_words()
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
