using EventLoopServer.Chat.Resuming;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Configuration;
using Protocol.Messages;
using UnitTests.Simulation;

namespace UnitTests.Sessions.Resuming;

/// <summary>Limits of an address and of memory for sessions that are resumed.</summary>
internal sealed class ResumeLimitTests() : ResumeFixture(isKept: false)
{
    private const int Clients = 10;

    [SetUp]
    public void Limit()
    {
        Server.Dispose();
        Restart(new ServerOptions
        {
            ClientLimits = ClientLimits.Default with { ClientsPerAddress = Clients },
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public void All_clients_of_a_full_address_resume_after_a_tunnel(bool isNoticed)
    {
        (NativePeer Peer, byte[] Token)[] all = Fill();
        foreach ((NativePeer peer, _) in all)
        {
            if (isNoticed)
            {
                peer.Wire.Reset();
            }
        }

        Server.Settle();
        NativePeer[] again = [.. all.Select(_ => Open().Peer)];
        for (int i = 0; i < Clients; i++)
        {
            Assert.That(
                Resume(again[i], all[i].Token)[0].Kind, Is.EqualTo(EventKind.Resumed), $"{i}");
        }

        Server.Pass(10_000);
        Assert.That(Server.Server.Connections, Is.EqualTo(Clients));
        Assert.That(Server.Server.Directory.People, Is.EqualTo(Clients));
        AssertFull();
        Ask(again[0], RequestVerb.Quit, 9);
        Server.Pass(10_000);
        Assert.That(Enter("another").Peer.Wire.IsShut, Is.False, "one slot is free");
    }

    [Test]
    public void Detached_members_count_against_the_limit_of_their_address()
    {
        foreach ((NativePeer peer, _) in Fill())
        {
            peer.Wire.Reset();
        }

        Server.Settle();
        AssertFull();
        Server.Pass(30_000);
        Assert.That(Enter("another").Peer.Wire.IsShut, Is.False);
    }

    [Test]
    public void Connection_above_the_limit_has_to_resume_with_its_first_request()
    {
        Fill();
        NativePeer wrong = Open().Peer;
        Assert.That(
            Resume(wrong, new byte[32])[0].Number, Is.EqualTo((ulong)RefusalCode.SessionUnknown));
        Assert.That(wrong.Wire.IsShut);
        Server.Pass(10_000);
        NativePeer silent = Open().Peer;
        Server.Pass(20_000);
        Assert.That(silent.Wire.IsShut, "a connection that waits");
    }

    [Test]
    public void Address_has_no_more_extra_connections_than_sessions()
    {
        Fill();
        var waiting = Enumerable.Range(0, Clients).Select(_ => Open().Peer).ToList();
        Assert.That(waiting, Has.None.Matches<NativePeer>(static p => p.Wire.IsShut));
        var peer = new NativePeer(Server.Connect());
        peer.Wire.Address = System.Net.IPAddress.Parse("203.0.113.9");
        Server.Settle();
        Server.Pass(1000);
        Assert.That(peer.Wire.IsShut);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Session_of_another_address_gets_no_connection_above_the_limit(bool isDetached)
    {
        Fill();
        (NativePeer bob, byte[] token) = Enter("bob", "198.51.100.7");
        if (isDetached)
        {
            Cut(bob);
        }

        NativePeer extra = Open().Peer;
        Assert.That(
            Resume(extra, token)[0].Number, Is.EqualTo((ulong)RefusalCode.AddressFull));
        Assert.That(extra.Wire.IsShut);
        Assert.That(bob.Wire.IsShut, Is.EqualTo(isDetached), "its old connection is untouched");
        Server.Pass(10_000);
        AssertFull();
        Assert.That(
            Resume(token, address: "198.51.100.7").Events[0].Kind, Is.EqualTo(EventKind.Resumed));
    }

    [Test]
    public void Resuming_is_possible_after_too_many_arrivals()
    {
        Server.Dispose();
        Restart(new ServerOptions
        {
            ClientLimits = ClientLimits.Default with { ArrivalsPerAddress = 2 },
        });
        (NativePeer ada, byte[] token) = Enter("ada");
        for (int i = 0; i < 5; i++)
        {
            Cut(ada);
            (ada, List<SeenEvent> events) = Resume(token);
            Assert.That(events[0].Kind, Is.EqualTo(EventKind.Resumed));
        }
    }

    [Test]
    public void Private_lines_are_bounded_and_the_newest_are_kept()
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        (NativePeer bob, _) = Enter("bob");
        Cut(ada);
        string text = new('x', 4000);
        for (ulong i = 1; i <= 100; i++)
        {
            Ask(bob, RequestVerb.Tell, 10 + i, "ada", text);
        }

        List<SeenEvent> events = Resume(token).Events;
        ulong[] told = [.. events
            .Where(static e => e.Kind == EventKind.Told).Select(static e => e.Sequence)];
        Assert.That(told, Has.Length.EqualTo(PrivateLines.MaxBytes / (4000 + 52 + 3)));
        Assert.That(told[^1], Is.EqualTo(100));
        Assert.That(told, Is.EqualTo(Enumerable.Range(0, told.Length)
            .Select(i => 101 - (ulong)told.Length + (ulong)i)));
    }

    [Test]
    public void Lines_of_connected_members_make_room_for_those_that_were_not_sent()
    {
        var budget = new PrivateLinesBudget { Max = 2 * PrivateLines.MaxBytes };
        PrivateLines[] connected = [Full(budget, isAway: false), Full(budget, isAway: false)];
        Assert.That(budget.Used, Is.EqualTo(budget.Max));
        PrivateLines away = Full(budget, isAway: true);
        Assert.That(away.BytesHeld, Is.EqualTo(PrivateLines.MaxBytes));
        Assert.That(connected[0].BytesHeld, Is.Zero, "its last line is the oldest");
        Assert.That(connected[1].BytesHeld, Is.EqualTo(PrivateLines.MaxBytes));
        Full(budget, isAway: true);
        Assert.That(connected[1].BytesHeld, Is.Zero);
        Assert.That(Full(budget, isAway: false).BytesHeld, Is.Zero, "it is sent all the same");
        var more = new PrivateLines(budget) { IsAway = true };
        Assert.That(more.MustRefuse(1));
        away.IsAway = false;
        Assert.That(more.MustRefuse(1), Is.False, "the other one is back");
        Assert.That(away.BytesHeld, Is.Zero);
    }

    [Test]
    public void Private_message_that_cannot_be_kept_for_a_detached_member_is_refused()
    {
        (NativePeer ada, _) = Enter("ada");
        (NativePeer bob, _) = Enter("bob");
        Member member = Server.SessionOf(bob).Member;
        member.Device.Resumable = new ResumableSession(
            member.Id, new byte[32], new PrivateLinesBudget { Max = 0 })
        {
            Device = member.Device,
        };
        Assert.That(
            Kinds(Ask(ada, RequestVerb.Tell, 5, "bob", "hi")), Does.Contain(EventKind.Done));
        Assert.That(Texts(bob.Take(), EventKind.Told), Is.EqualTo(new[] { "hi" }));
        Cut(bob);
        Assert.That(
            Ask(ada, RequestVerb.Tell, 6, "bob", "hi").Single().Number,
            Is.EqualTo((ulong)RefusalCode.ReceiverAway));
        Assert.That(member.Device.PrivateSequence, Is.EqualTo(1));
    }

    [Test]
    public void Session_takes_little_memory_and_nothing_for_each_message()
    {
        var budget = new PrivateLinesBudget();
        long before = GC.GetAllocatedBytesForCurrentThread();
        var session = new ResumableSession(1, new byte[32], budget);
        long empty = GC.GetAllocatedBytesForCurrentThread() - before;
        Accept(session, 1, OutcomeRing.Capacity);
        long full = GC.GetAllocatedBytesForCurrentThread() - before;
        Accept(session, OutcomeRing.Capacity + 1, 1000);
        long more = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Out.WriteLine($"{empty} bytes, {full} with all answers");
        Assert.That(empty, Is.LessThan(400));
        Assert.That(full, Is.LessThan(6500));
        Assert.That(more, Is.EqualTo(full));
    }

    private static PrivateLines Full(PrivateLinesBudget budget, bool isAway)
    {
        var lines = new PrivateLines(budget) { IsAway = isAway };
        for (ulong i = 1; i <= 20; i++)
        {
            lines.Add(new ServerEvent
            {
                Kind = EventKind.Told,
                Sequence = i,
                Text = new byte[4000],
            });
        }

        return lines;
    }

    private static void Accept(ResumableSession session, int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            session.Begin((ulong)i);
            session.Accept(new Outcome((ulong)i, i, [], (ulong)i, null), i);
        }
    }

    private (NativePeer Peer, byte[] Token)[] Fill() =>
        [.. Enumerable.Range(0, Clients).Select(i => Enter($"c{i}"))];

    /// <summary>A client that does not resume is not served.</summary>
    private void AssertFull()
    {
        NativePeer more = Open().Peer;
        Assert.That(
            Ask(more, RequestVerb.Name, 1, "more").Single(
                static e => e.Kind == EventKind.Refused).Number,
            Is.EqualTo((ulong)RefusalCode.AddressFull));
        Assert.That(more.Wire.IsShut);
        Server.Pass(10_000);
    }
}
