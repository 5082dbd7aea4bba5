using EventLoopServer.Sessions;
using Protocol.Messages;
using UnitTests.Simulation;

namespace UnitTests.Chat.Rooms;

/// <summary>Rooms whose events are applied some turns after they were proposed.</summary>
internal sealed class SequencerTests
{
    private SimSequencer _sequencer = null!;
    private SimServer _server = null!;

    [TearDown]
    public void Stop()
    {
        Assert.That(_server.Server.Stats.Bugs, Is.Zero);
        _server.Dispose();
    }

    [Test]
    public void All_members_see_one_order_and_each_sender_its_answers_in_order(
        [Range(1, 10)] int seed)
    {
        Start(seed);
        NativePeer[] peers = [.. Enumerable.Range(0, 5).Select(i => Enter($"p{i}"))];
        foreach (NativePeer peer in peers)
        {
            peer.Take();
        }

        for (ulong id = 10; id < 20; id++)
        {
            foreach (NativePeer peer in peers)
            {
                peer.Request((id % 3) switch
                {
                    0 => RequestVerb.Say,
                    1 => RequestVerb.Me,
                    _ => RequestVerb.Topic,
                }, id, id % 2 == 0 ? "lobby" : "den", $"{id}");
                peer.Request(RequestVerb.Ping, 100 + id);
            }

            _server.RunOneTurn();
        }

        _server.Settle();
        Assert.That(_sequencer.Proposals, Is.EqualTo(50));
        List<SeenEvent>[] seen = [.. peers.Select(static p => p.Take())];
        foreach (string room in new[] { "lobby", "den" })
        {
            ulong[] numbers = [.. InRoom(seen[0], room).Select(static e => e.Sequence)];
            Assert.That(numbers, Has.Length.EqualTo(25));
            Assert.That(numbers, Is.EqualTo(Enumerable.Range(0, 25).Select(i =>
                numbers[0] + (ulong)i)));
            foreach (List<SeenEvent> other in seen)
            {
                Assert.That(
                    InRoom(other, room).Select(static e => $"{e}"),
                    Is.EqualTo(InRoom(seen[0], room).Select(static e => $"{e}")));
            }
        }

        foreach (List<SeenEvent> events in seen)
        {
            Assert.That(
                events.Where(static e => e.Kind is EventKind.Done or EventKind.Pong)
                    .Select(static e => e.Request),
                Is.EqualTo(Enumerable.Range(10, 10).SelectMany(static i =>
                    new[] { (ulong)i, 100 + (ulong)i })));
        }
    }

    [Test]
    public void An_event_comes_before_its_answer_and_both_have_its_number()
    {
        Start(1);
        NativePeer ada = Enter("ada");
        ada.Take();
        ada.Request(RequestVerb.Say, 7, "lobby", "hello");
        _server.Settle();
        List<SeenEvent> events = ada.Take();
        Assert.That(
            events.Select(static e => (e.Kind, e.Request)),
            Is.EqualTo(new[] { (EventKind.Said, 7UL), (EventKind.Done, 7UL) }));
        Assert.That(events[1].Sequence, Is.EqualTo(events[0].Sequence));
    }

    [Test]
    public void What_a_lost_client_had_proposed_is_not_said_and_answered_to_nobody()
    {
        Start(1);
        NativePeer bob = Enter("bob");
        NativePeer ada = Enter("ada");
        bob.Take();
        ada.Request(RequestVerb.Say, 7, "lobby", "too late");
        _server.RunOneTurn();
        Assert.That(_sequencer.IsIdle, Is.False, "not applied yet");
        ada.Wire.Reset();
        _server.RunOneTurn();
        NativePeer eve = Enter("eve");
        _server.Settle();
        Assert.That(
            bob.Take().Where(static e => e.Kind == EventKind.Said), Is.Empty, "it had left");
        Assert.That(eve.Take().Select(static e => e.Request), Does.Not.Contain(7UL));
    }

    [Test]
    public void A_member_that_was_detached_gets_the_answer_at_its_new_session()
    {
        Start(1);
        NativePeer ada = Enter("ada");
        NativePeer again = Connect();
        again.Take();
        ada.Request(RequestVerb.Say, 7, "lobby", "hello");
        _server.RunOneTurn();
        DetachedMember detached = _server.SessionOf(ada).Detach(30_000);
        ada.Wire.Reset();
        Assert.That(_server.SessionOf(again).TryAdopt(detached));
        again.Request(RequestVerb.Ping, 8);
        _server.Settle();
        Assert.That(
            again.Take().Select(static e => (e.Kind, e.Request)),
            Is.EqualTo(new[]
            {
                (EventKind.Said, 7UL), (EventKind.Done, 7UL), (EventKind.Pong, 8UL),
            }));
    }

    private static IEnumerable<SeenEvent> InRoom(List<SeenEvent> events, string room) =>
        events.Where(e => e.Room == room
            && e.Kind is (EventKind.Said or EventKind.Acted or EventKind.TopicSet));

    private void Start(int seed)
    {
        _sequencer = new SimSequencer(seed);
        _server = new SimServer(sequencer: _sequencer);
    }

    private NativePeer Connect()
    {
        var peer = new NativePeer(_server.Connect());
        peer.Hello();
        _server.Settle();
        return peer;
    }

    private NativePeer Enter(string name)
    {
        NativePeer peer = Connect();
        peer.Request(RequestVerb.Name, 1, name);
        peer.Request(RequestVerb.Join, 2, "den");
        _server.Settle();
        return peer;
    }
}
