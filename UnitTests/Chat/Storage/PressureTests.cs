using EventLoopServer.Configuration;
using EventLoopServer.Sessions.Rates;
using Protocol.Messages;
using UnitTests.Simulation;

namespace UnitTests.Chat.Storage;

/// <summary>A slow disk slows the clients that speak, and no others.</summary>
internal sealed class PressureTests : StoreFixture
{
    private const int Half = 20;

    [SetUp]
    public void Fill() => Store.Capacity = 2 * Half;

    [Test]
    public void Slow_disk_holds_speakers_and_everything_accepted_is_kept()
    {
        NativePeer alice = Enter("alice");
        NativePeer bob = Enter("bob");
        Store.IsHeld = true;
        SayAtOnce(alice, 100);
        Assert.That(Store.Appended - Store.Kept, Is.EqualTo(Half), "memory is bounded");
        Assert.That(Server.SessionOf(alice).IsHeldBack, Is.True);
        Assert.That(Server.SessionOf(bob).IsHeldBack, Is.False);
        Store.IsHeld = false;
        Server.Settle();
        List<SeenEvent> events = alice.Take();
        Assert.That(
            events.Where(static e => e.Kind == EventKind.Done).Select(static e => e.Request),
            Is.EqualTo(Enumerable.Range(1000, 100)));
        Assert.That(
            bob.Take().Where(static e => e.Kind == EventKind.Said).Select(static e => e.Text),
            Is.EqualTo(Numbered(0, 100)));
        Assert.That(Store.Disk.Lines("lobby").Count(), Is.EqualTo(100));
        Assert.That(Store.AppendedAtHigh, Is.Zero);
    }

    [TestCase(Half - 1, false)]
    [TestCase(Half, false)]
    [TestCase(Half + 1, true)]
    public void Speaker_waits_from_half_of_the_batch_on(int lines, bool waits)
    {
        NativePeer alice = Enter("alice");
        Store.IsHeld = true;
        SayAtOnce(alice, lines);
        Assert.That(Server.SessionOf(alice).IsHeldBack, Is.EqualTo(waits));
    }

    [Test]
    public void Listeners_and_other_commands_go_on()
    {
        NativePeer alice = Enter("alice");
        NativePeer bob = Enter("bob");
        Store.IsHeld = true;
        SayAtOnce(alice, Half + 1);
        Assert.That(Said(bob.Take()), Has.Exactly(Half).Items);
        Assert.That(
            Ask(bob, RequestVerb.Members, "lobby").Select(static e => e.Kind),
            Has.Member(EventKind.Members));
        Assert.That(
            Ask(bob, RequestVerb.Tell, "alice", "psst").Select(static e => e.Kind),
            Has.Member(EventKind.Done));
        Assert.That(
            Ask(bob, RequestVerb.Topic, "lobby", "slow disk").Select(static e => e.Kind),
            Has.Member(EventKind.Done), "a topic does not wait");
        Assert.That(
            Ask(bob, RequestVerb.Join, "den").Select(static e => e.Kind),
            Has.Member(EventKind.Joined));
        Assert.That(Ask(bob, RequestVerb.Say, "den", "hi"), Is.Empty, "he waits too");
        Store.IsHeld = false;
        Server.Settle();
        Assert.That(Said(bob.Take()), Is.EquivalentTo(["line 20", "hi"]));
    }

    [Test]
    public void Released_clients_take_turns()
    {
        NativePeer[] peers = [.. Enumerable.Range(0, 5).Select(i => Enter($"c{i}"))];
        Store.IsHeld = true;
        SayAtOnce(peers[0], Half);
        foreach (NativePeer peer in peers)
        {
            peer.Take();
            SayAtOnce(peer, 40);
        }

        NativePeer listener = Enter("listener");
        listener.Take();
        Store.IsHeld = false;
        Server.Settle();
        List<SeenEvent> said = [.. listener.Take().Where(static e => e.Kind == EventKind.Said)];
        Assert.That(said, Has.Count.EqualTo(5 * 40));
        Assert.That(
            said.Take(5 * Half).GroupBy(static e => e.Name).Select(static g => g.Count()),
            Has.All.InRange(Half / 2, 3 * Half / 2), "a client with more to send gets no more");
    }

    [Test]
    public void Waiting_speaker_is_not_closed_by_any_deadline()
    {
        NativePeer alice = Enter("alice");
        Store.IsHeld = true;
        SayAtOnce(alice, Half + 1);
        for (int minute = 0; minute < 30; minute++)
        {
            Server.Pass(60_000);
        }

        Assert.That(Server.SessionOf(alice).Connection.IsOpen, Is.True);
        Store.IsHeld = false;
        Server.Settle();
        Assert.That(
            alice.Take().Count(static e => e.Kind == EventKind.Done), Is.EqualTo(Half + 1));
    }

    [Test]
    public void Waiting_flood_is_not_closed_for_the_time_of_the_disk()
    {
        Server.Dispose();
        Server = new SimServer(new ServerOptions(), isPaced: true, store: Store);
        NativePeer alice = Enter("alice");
        Store.IsHeld = true;
        for (int i = 0; i < 60 && !Server.SessionOf(alice).IsHeldBack; i++)
        {
            SayAtOnce(alice, 10);
            Server.Pass(500);
        }

        Assert.That(Server.SessionOf(alice).IsHeldBack, Is.True);
        Server.Pass(20 * 60_000);
        Store.IsHeld = false;
        Server.Settle();
        Assert.That(Server.SessionOf(alice).Connection.IsOpen, Is.True);
    }

    [Test]
    public void Closed_speaker_leaves_no_message_behind()
    {
        NativePeer alice = Enter("alice");
        NativePeer bob = Enter("bob");
        Store.IsHeld = true;
        SayAtOnce(alice, Half + 1);
        SayAtOnce(bob, 1);
        alice.Wire.Reset();
        Enter("carol");
        Assert.That(Server.Server.Directory.FindMember("alice"u8), Is.Null);
        Store.IsHeld = false;
        Server.Settle();
        Assert.That(
            bob.Take().Count(static e => e.Kind == EventKind.Done), Is.EqualTo(1));
        Assert.That(Store.Disk.Lines("lobby").Count(), Is.EqualTo(Half + 1));
    }

    [Test]
    public void Full_store_refuses_a_message_at_once()
    {
        NativePeer alice = Enter("alice");
        Store.IsHeld = true;
        SayAtOnce(alice, Half + 1);
        Store.Capacity = Half;
        Server.Pass(StoreWaitQueue.CheckMs);
        Assert.That(
            (RefusalCode)alice.Take().Single(static e => e.Kind == EventKind.Refused).Number,
            Is.EqualTo(RefusalCode.StoreBusy));
        Assert.That(Server.SessionOf(alice).IsHeldBack, Is.False);
    }

    private void SayAtOnce(NativePeer peer, int count)
    {
        for (int i = 0; i < count; i++)
        {
            peer.Request(RequestVerb.Say, 1000 + (ulong)i, "lobby", $"line {i}");
        }

        Server.Settle();
    }

    private static IEnumerable<string> Said(IEnumerable<SeenEvent> events) => events
        .Where(static e => e.Kind == EventKind.Said)
        .Select(static e => e.Text);
}
