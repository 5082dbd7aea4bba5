using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;
using UnitTests.Sentences;

namespace UnitTests.Client.Lines;

internal sealed class EventLinesTests
{
    private static readonly ChatListEntry[] s_two = [new("alice", 1, ""), new("bob", 2, "")];

    private static readonly object[][] s_events =
    [
        [EventKind.Told, "", "hi", TextLine.Private("alice", "hi")],
        [EventKind.Entered, "lobby", "", TextLine.Joined("alice")],
        [EventKind.Departed, "dev", "", TextLine.Left("alice", "", "dev")],
        [EventKind.Departed, "dev", "timed out", TextLine.Left("alice", "timed out", "dev")],
        [EventKind.Renamed, "lobby", "bob", TextLine.Renamed("alice", "bob")],
        [EventKind.TopicSet, "lobby", "tea", TextLine.TopicSet("alice", "tea")],
        [EventKind.TopicSet, "lobby", "", TextLine.TopicTaken("alice")],
        [EventKind.TopicIs, "dev", "tea", TextLine.Topic("dev", "alice", "tea")],
        [EventKind.TopicIs, "lobby", "", TextLine.NoTopic("")],
    ];

    private static readonly object[][] s_company =
    [
        [1u, TextLine.YouAreIn("", 1)],
        [2u, TextLine.YouAreIn("", 2)],
        [3u, TextLine.YouAreIn("", 3)],
    ];

    private static readonly string[][] s_partings =
    [
        ["lobby", TextLine.YouLeft("dev", "the lobby")],
        ["", TextLine.YouLeft("dev")],
    ];

    [TestCase(EventKind.Said, "lobby", "hi", "alice: hi")]
    [TestCase(EventKind.Said, "dev", "hi", "[dev] alice: hi")]
    [TestCase(EventKind.Acted, "Lobby", "waves", "* alice waves")]
    [TestCase(EventKind.Named, "", "", "-- Welcome, alice!")]
    [TestCaseSource(nameof(s_events))]
    public void An_event_is_one_line(EventKind kind, string room, string text, string line)
    {
        var e = new ChatEvent { Kind = kind, Room = room, Name = "alice", Text = text };
        Assert.That(Lines(e), Is.EqualTo(line));
    }

    [Test]
    public void A_line_from_the_past_has_its_time_in_front()
    {
        var e = new ChatEvent
        {
            Kind = EventKind.Said,
            Room = "dev",
            Name = "alice",
            Text = "hi",
            Time = new DateTimeOffset(2024, 5, 1, 9, 7, 59, TimeSpan.Zero),
            IsPast = true,
        };
        Assert.That(Lines(e), Is.EqualTo("| 09:07 [dev] alice: hi"));
    }

    [Test]
    public void Remote_text_cannot_move_the_cursor_or_begin_a_line_of_its_own()
    {
        const string evil = "a\u001B[2J\r\n-- b\u202Ec\u009B";
        foreach (EventKind kind in Enum.GetValues<EventKind>())
        {
            var e = new ChatEvent
            {
                Kind = kind,
                Room = evil,
                Name = evil,
                Text = evil,
                Detail = evil,
                Entries = [new ChatListEntry(evil, 1, evil)],
            };
            foreach (string line in EventLines.Of(e))
            {
                Assert.That(line.Any(char.IsControl), Is.False, kind.ToString());
                Assert.That(line, Does.Not.Contain('\u202E'), kind.ToString());
            }
        }
    }

    [Test]
    public void Each_line_of_a_notice_is_marked_as_the_servers()
    {
        var e = new ChatEvent { Kind = EventKind.Notice, Text = "one\ntwo\n" };
        Assert.That(Lines(e), Is.EqualTo("-- one\n-- two"));
    }

    [TestCase(EventKind.Done)]
    [TestCase(EventKind.Pong)]
    [TestCase(EventKind.Welcome)]
    [TestCase(EventKind.Goodbye)]
    public void What_needs_no_words_has_no_line(EventKind kind)
    {
        Assert.That(Lines(new ChatEvent { Kind = kind }), Is.Empty);
    }

    [TestCaseSource(nameof(s_company))]
    public void Entering_tells_how_many_others_there_are(ulong count, string line)
    {
        var e = new ChatEvent { Kind = EventKind.Joined, Room = "lobby", Count = count };
        Assert.That(Lines(e), Is.EqualTo(line));
    }

    [Test]
    public void Entering_tells_the_topic_and_the_way_back()
    {
        var e = new ChatEvent { Kind = EventKind.Joined, Room = "dev", Text = "tea", Count = 1 };
        Assert.That(Lines(e), Is.EqualTo(TextLine.YouAreIn("dev", 1, "tea")));
    }

    [TestCaseSource(nameof(s_partings))]
    public void Leaving_tells_where_one_is_now(string current, string line)
    {
        var e = new ChatEvent { Kind = EventKind.Parted, Room = "dev", Detail = current };
        Assert.That(Lines(e), Is.EqualTo(line));
    }

    [Test]
    public void A_list_tells_how_many_it_leaves_out()
    {
        var members = new ChatEvent
        {
            Kind = EventKind.Members,
            Room = "dev",
            Count = 7,
            Entries = s_two,
        };
        Assert.That(Lines(members), Is.EqualTo("-- In [dev] (7): alice, bob and 5 more"));
        var rooms = new ChatEvent
        {
            Kind = EventKind.Rooms,
            Count = 2,
            Entries = [new ChatListEntry("dev", 3, "tea"), new ChatListEntry("ops", 1, "")],
        };
        Assert.That(Lines(rooms), Is.EqualTo("-- Rooms (2):\n--   dev (3): tea\n--   ops (1)"));
    }

    [TestCase(EventKind.Said, false)]
    [TestCase(EventKind.Acted, false)]
    [TestCase(EventKind.TopicSet, true)]
    [TestCase(EventKind.Entered, false)]
    [TestCase(EventKind.Renamed, false)]
    [TestCase(EventKind.Joined, true)]
    public void Own_doing_is_news_when_nothing_else_told_it(EventKind kind, bool news)
    {
        var own = new ChatEvent { Kind = kind, SenderId = 7 };
        var past = new ChatEvent { Kind = kind, SenderId = 7, IsPast = true };
        var other = new ChatEvent { Kind = kind, SenderId = 8 };
        Assert.That(EventLines.IsNews(own, 7), Is.EqualTo(news));
        Assert.That(EventLines.IsNews(past, 7), Is.True);
        Assert.That(EventLines.IsNews(other, 7), Is.True);
    }

    private static string Lines(ChatEvent e) => string.Join('\n', EventLines.Of(e));
}
