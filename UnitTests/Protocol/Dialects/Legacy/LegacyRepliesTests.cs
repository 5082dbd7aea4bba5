using System.Text;
using Protocol.Framing;
using Protocol.Messages;
using UnitTests.Sentences;

namespace UnitTests.Protocol.Dialects.Legacy;

/// <summary>Every byte of the server's answers to legacy clients.</summary>
internal sealed class LegacyRepliesTests
{
    [TestCase("username", "\nbob has joined the chat!\nConnected to the server!")]
    [TestCase("prompt", "\nWelcome, bob!")]
    [TestCase("name-first", "")]
    [TestCase("nick", "\nbob joined!\nConnected to server!")]
    [TestCase("nickname", "\n[SERVER] Connected to the server!")]
    public void Welcome_has_the_words_of_the_older_server(
        string dialect, string welcome) =>
        Assert.That(
            LegacyDialects.Encode(
                dialect, new ServerEvent { Kind = EventKind.Named, SenderId = 3, Name = "bob"u8 }),
            Is.EqualTo(welcome));

    [Test]
    public void New_name_is_confirmed() => ExpectReply(
        new() { Kind = EventKind.Named, Name = "bob"u8, Detail = "rob"u8 },
        TextLine.Unmarked(TextLine.NowKnownAs("bob")));

    [TestCase("username", "\nERROR: No. Do this.")]
    [TestCase("prompt", "\nERROR: No. Do this.")]
    [TestCase("name-first", "\nERROR: No. Do this.")]
    [TestCase("nick", "\nERROR: No. Do this.")]
    [TestCase("nickname", "\n[SERVER] No. Do this.")]
    public void Refusal_is_the_sentence_and_the_advice(string dialect, string line)
    {
        Assert.That(
            LegacyDialects.Encode(
                dialect,
                new() { Kind = EventKind.Refused, Text = "No."u8, Detail = "Do this."u8 }),
            Is.EqualTo(line));
        Assert.That(
            LegacyDialects.Encode(dialect, new() { Kind = EventKind.Refused, Text = "No."u8 }),
            Is.EqualTo(line.Replace(" Do this.", "", StringComparison.Ordinal)));
    }

    [TestCase("username", "\nERROR: ")]
    [TestCase("prompt", "\nERROR: User 'bob' not found.")]
    [TestCase("name-first", "\nERROR: ")]
    [TestCase("nick", "\nERROR: ")]
    [TestCase("nickname", "\n[SERVER] ")]
    public void Unknown_member_is_reported_in_the_words_of_the_dialect(
        string dialect, string start)
    {
        string line = start.EndsWith('.')
            ? start
            : start + TextLine.RefusalText(RefusalCode.NoSuchPerson, "bob");
        Refusal refusal = Refusal.For(RefusalCode.NoSuchPerson, "bob");
        Assert.That(
            LegacyDialects.Encode(dialect, new ServerEvent
            {
                Kind = EventKind.Refused,
                Number = (ulong)refusal.Code,
                Text = Encoding.UTF8.GetBytes(refusal.Sentence),
                Detail = Encoding.UTF8.GetBytes(refusal.Advice),
                Subject = Encoding.UTF8.GetBytes(refusal.Subject),
            }),
            Is.EqualTo(line));
    }

    [Test]
    public void Joining_and_leaving_rooms_is_confirmed()
    {
        ExpectReply(
            new() { Kind = EventKind.Joined, Count = 2, InLobby = true },
            TextLine.Unmarked(TextLine.YouAreIn("", 2)));
        ExpectReply(
            new() { Kind = EventKind.Joined, Room = "tea"u8, Count = 1, Text = "green"u8 },
            TextLine.Unmarked(TextLine.YouAreIn("tea", 1)),
            Topic("green"));
        ExpectReply(
            new() { Kind = EventKind.Parted, Room = "tea"u8, Detail = "lobby"u8 },
            TextLine.Unmarked(TextLine.YouLeft("tea", "lobby")));
    }

    [Test]
    public void Topics_and_history_have_their_lines()
    {
        ExpectReply(
            new() { Kind = EventKind.TopicIs, Room = "tea"u8 },
            TextLine.Unmarked(TextLine.NoTopic("tea")));
        ExpectReply(
            new() { Kind = EventKind.TopicIs, Name = "ann"u8, Text = "] -- x"u8, InLobby = true },
            TextLine.Unmarked(TextLine.Topic("", "ann", "] -- x")));
        ExpectReply(
            new() { Kind = EventKind.Past, Room = "tea"u8, Count = 2 },
            TextLine.Unmarked(TextLine.Past("tea", 2)));
        ExpectReply(new() { Kind = EventKind.Pong }, TextLine.Unmarked(TextLine.Pong()));
    }

    [TestCase(EventKind.Notice)]
    [TestCase(EventKind.Goodbye)]
    public void Every_line_of_the_server_is_marked(EventKind kind)
    {
        ExpectReply(new() { Kind = kind, Text = "one"u8 }, "one");
        ExpectReply(
            new() { Kind = kind, Text = "one\nbob: two\n\n-- three\n[tea] -- x"u8 },
            "one",
            "bob: two",
            "",
            "-- three",
            "[tea] -- x");
    }

    [Test]
    public void Members_and_rooms_are_listed()
    {
        ExpectReply(
            new()
            {
                Kind = EventKind.Members,
                Room = "tea"u8,
                Count = 5,
                Entries = List(("ann", 1, ""), ("bob", 2, "")),
            });
        ExpectReply(
            new()
            {
                Kind = EventKind.Rooms,
                Count = 9,
                Entries = List(("lobby", 2, ""), ("tea", 1, "green")),
            });
    }

    [Test]
    public void Nick_clients_get_numbers_for_members_and_question_marks_for_rooms()
    {
        Assert.That(
            LegacyDialects.Encode("nick", new ServerEvent
            {
                Kind = EventKind.Members,
                Room = "чай"u8,
                Count = 3,
                Entries = List(("ann", 1, ""), ("Зоя", 12, ""), ("Зоё", ulong.MaxValue, "")),
            }),
            Is.EqualTo("\nSERVER: " + TextLine.Unmarked(TextLine.Members(
                "???", "ann", "user-12", "user-18446744073709551615"))));
        Assert.That(
            LegacyDialects.Encode("nick", new ServerEvent
            {
                Kind = EventKind.Rooms,
                Count = 2,
                Entries = List(("lobby", 2, ""), ("чай", 1, "thé 👋")),
            }),
            Is.EqualTo(string.Concat(Lines(new()
            {
                Kind = EventKind.Rooms,
                Count = 2,
                Entries = List(("lobby", 2, ""), ("???", 1, "th? ?")),
            }).Select(static line => $"\nSERVER: {line}"))));
    }

    [Test]
    public void Longest_lists_fit_the_receives_of_legacy_clients()
    {
        var people = new (string, ulong, string)[global::Protocol.WireLimits.ListEntries];
        for (int i = 0; i < people.Length; i++)
        {
            people[i] = (new string((char)('а' + (i % 32)), 28) + i, (ulong)i + 1, "");
        }

        foreach (string dialect in LegacyDialects.Names)
        {
            string[] lines = LegacyDialects.Lines(dialect, new ServerEvent
            {
                Kind = EventKind.Members,
                Room = "tea"u8,
                Count = (ulong)people.Length,
                Entries = List(people),
            });
            string head = dialect == "nickname" ? "[SERVER] " : "SERVER: ";
            Assert.That(lines, Has.All.StartsWith(head), dialect);
            Assert.That(lines.Select(Encoding.UTF8.GetByteCount), Has.All.AtMost(1024), dialect);
            string all = string.Concat(lines.Select(l => l[head.Length..]));
            Assert.That(all.Split(", "), Has.Length.EqualTo(people.Length), dialect);
        }
    }

    private static string Topic(string topic) =>
        TextLine.Unmarked(TextLine.YouAreIn("tea", 1, topic).Split('\n')[1]);

    private static byte[] List(params (string Name, ulong Number, string Text)[] entries)
    {
        var space = new byte[64 + (600 * entries.Length)];
        var list = new ByteWriter(space);
        foreach ((string name, ulong number, string text) in entries)
        {
            ListReader.Write(
                ref list, Encoding.UTF8.GetBytes(name), number, Encoding.UTF8.GetBytes(text));
        }

        return space[..list.Written];
    }

    /// <summary>The lines of the text dialect without their mark.</summary>
    private static IEnumerable<string> Lines(in ServerEvent e) =>
        TextLine.Of(e).Split('\n').Select(TextLine.Unmarked);

    private static void ExpectReply(in ServerEvent e, params string[] own)
    {
        string[] lines = own.Length > 0 ? own : [.. Lines(e)];
        foreach (string dialect in LegacyDialects.Names)
        {
            string head = dialect == "nickname" ? "[SERVER] " : "SERVER: ";
            Assert.That(
                LegacyDialects.Lines(dialect, e),
                Is.EqualTo(lines.Select(l => head + l)),
                dialect);
        }
    }
}
