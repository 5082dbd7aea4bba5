using Protocol.Messages;
using UnitTests.Simulation;

namespace UnitTests.Chat.Storage;

/// <summary>History beyond the lines in memory: pages, for programs and people.</summary>
internal sealed class HistoryPageTests : StoreFixture
{
    private const int InMemory = 50;

    [TestCase(7)]
    [TestCase(50)]
    [TestCase(500)]
    public void Pages_backwards_have_no_gap_and_end_at_the_start(int count)
    {
        NativePeer alice = Enter("alice");
        Say(alice, "lobby", 1, InMemory + 70);
        var all = new List<string>();
        ulong before = 0;
        string older = "";
        for (int page = 0; older.Length == 0; page++)
        {
            Assert.That(page, Is.LessThan(30));
            List<SeenEvent> events = Ask(alice, new ClientRequest
            {
                Verb = RequestVerb.History,
                Id = 9,
                Count = (ulong)count,
                Before = before,
            });
            Assert.That(events[0].Kind, Is.EqualTo(EventKind.Past));
            Assert.That(events, Has.Count.EqualTo(1 + (int)events[0].Count));
            all.InsertRange(0, Lines(events));
            before = events.Count > 1 ? events[1].Sequence : before;
            older = events[0].Detail;
        }

        Assert.That(all, Is.EqualTo(Numbered(1, InMemory + 70)));
        Assert.That(older, Is.EqualTo("start"));
    }

    [Test]
    public void Pages_forwards_have_no_gap()
    {
        NativePeer alice = Enter("alice");
        Say(alice, "lobby", 1, InMemory + 70);
        var all = new List<string>();
        ulong after = 1;
        while (true)
        {
            List<SeenEvent> events = Ask(alice, new ClientRequest
            {
                Verb = RequestVerb.History,
                Id = 9,
                Count = 20,
                Number = after,
            });
            if (events.Count == 1)
            {
                break;
            }

            all.AddRange(Lines(events));
            after = events[^1].Sequence;
        }

        Assert.That(all, Is.EqualTo(Numbered(1, InMemory + 70)));
    }

    [Test]
    public void Request_of_an_older_client_is_answered_from_memory()
    {
        NativePeer alice = Enter("alice");
        Say(alice, "lobby", 1, InMemory + 10);
        Store.IsHeld = true;
        Assert.That(
            Lines(Ask(alice, RequestVerb.History)), Is.EqualTo(Numbered(11, InMemory)));
    }

    [Test]
    public void Page_includes_messages_that_are_not_committed_yet()
    {
        NativePeer alice = Enter("alice");
        Say(alice, "lobby", 1, InMemory);
        Store.IsHeld = true;
        Say(alice, "lobby", InMemory + 1, 60);
        Assert.That(Ask(alice, Page(110)), Is.Empty, "it waits for the commit");
        Store.IsHeld = false;
        Server.Settle();
        Assert.That(Lines(alice.Take()), Is.EqualTo(Numbered(1, InMemory + 60)));
    }

    [Test]
    public void Slow_page_delays_only_its_client_and_is_refused_at_the_deadline()
    {
        NativePeer alice = Enter("alice");
        NativePeer bob = Enter("bob");
        Say(alice, "lobby", 1, InMemory + 10);
        Store.IsHeld = true;
        bob.Take();
        alice.Take();
        alice.Request(Page(100));
        alice.Request(RequestVerb.Ping, 99);
        Assert.That(Ask(bob, RequestVerb.Ping).Single().Kind, Is.EqualTo(EventKind.Pong));
        Assert.That(alice.Take(), Is.Empty, "its requests stay in order");
        Server.Pass(4_999);
        Assert.That(alice.Take(), Is.Empty);
        Server.Pass(2);
        List<SeenEvent> events = alice.Take();
        Assert.That(
            events.Select(static e => (e.Kind, e.Request)),
            Is.EqualTo(new[] { (EventKind.Refused, 9UL), (EventKind.Pong, 99UL) }));
        Assert.That((RefusalCode)events[0].Number, Is.EqualTo(RefusalCode.StoreBusy));
        Store.IsHeld = false;
        Server.Settle();
        Assert.That(alice.Take(), Is.Empty, "the late answer is dropped");
        Assert.That(Server.Server.Directory.Queries.Count, Is.Zero);
    }

    [Test]
    public void Query_of_a_closed_connection_is_dropped()
    {
        NativePeer alice = Enter("alice");
        Say(alice, "lobby", 1, InMemory + 10);
        Store.IsHeld = true;
        Ask(alice, Page(100));
        alice.Wire.Reset();
        Server.Settle();
        Store.IsHeld = false;
        Server.Settle();
        Assert.That(Server.Server.Directory.Queries.Count, Is.Zero);
        Assert.That(Server.Server.Directory.People, Is.Zero);
    }

    [Test]
    public void Member_kicked_while_it_waits_gets_no_page()
    {
        NativePeer alice = Enter("alice");
        Say(alice, "lobby", 1, InMemory + 10);
        Store.IsHeld = true;
        Ask(alice, Page(100));
        Server.SessionOf(alice).Output.Expel(GoodbyeReason.Kicked, "kicked");
        Store.IsHeld = false;
        Server.Settle();
        Assert.That(
            alice.Take().Select(static e => e.Kind), Is.EqualTo(new[] { EventKind.Goodbye }));
    }

    [TestCase("/history 60", 51, 60)]
    [TestCase("/history 60 in:lobby", 51, 60)]
    [TestCase("/history in:LOBBY 3", 108, 3)]
    [TestCase("/history lobby", 61, 50)]
    [TestCase("/history", 61, 50)]
    [TestCase("/history 5 before:1971-01-01", 0, 0)]
    [TestCase("/history 5 before:2999-01-01T10:30", 106, 5)]
    public void Typed_history_counts_lines_and_names_a_room(string line, int from, int count)
    {
        NativePeer alice = Enter("alice");
        Say(alice, "lobby", 1, 110);
        Assert.That(
            Lines(Ask(alice, RequestVerb.Line, "lobby", line)),
            Is.EqualTo(Numbered(from, count)));
    }

    [TestCase("/history 0", RefusalCode.ArgumentInvalid)]
    [TestCase("/history 5 before:tea", RefusalCode.ArgumentInvalid)]
    [TestCase("/history 5 in:tea", RefusalCode.NotInRoom)]
    [TestCase("/history tea", RefusalCode.NotInRoom)]
    [TestCase("/history tea 5", RefusalCode.ArgumentInvalid)]
    public void Invalid_history_is_refused(string line, RefusalCode code)
    {
        NativePeer alice = Enter("alice");
        SeenEvent answer = Ask(alice, RequestVerb.Line, "lobby", line).Single();
        Assert.That((RefusalCode)answer.Number, Is.EqualTo(code));
    }

    [TestCase(499, 499)]
    [TestCase(500, 500)]
    [TestCase(501, 500)]
    public void Page_has_at_most_500_lines(int asked, int got)
    {
        NativePeer alice = Enter("alice");
        Say(alice, "lobby", 1, 505);
        Assert.That(Lines(Ask(alice, Page((ulong)asked))), Is.EqualTo(Numbered(506 - got, got)));
    }

    [Test]
    public void Too_many_open_queries_are_refused()
    {
        NativePeer alice = Enter("alice");
        Say(alice, "lobby", 1, InMemory + 10);
        Store.IsHeld = true;
        NativePeer[] crowd = [.. Enumerable.Range(0, 257).Select(i => Enter($"p{i}"))];
        for (int i = 0; i < crowd.Length; i++)
        {
            List<SeenEvent> answer = Ask(crowd[i], Page(100));
            Assert.That(
                answer.Select(static e => (RefusalCode)e.Number),
                Is.EqualTo(i < 256 ? Array.Empty<RefusalCode>() : [RefusalCode.StoreBusy]));
        }
    }

    private static ClientRequest Page(ulong count) =>
        new() { Verb = RequestVerb.History, Id = 9, Count = count };
}
