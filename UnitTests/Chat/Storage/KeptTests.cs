using Protocol.Dialects.Native;
using Protocol.Messages;
using UnitTests.Simulation;

namespace UnitTests.Chat.Storage;

/// <summary>The confirmation that a client's messages are on disk.</summary>
internal sealed class KeptTests : StoreFixture
{
    [Test]
    public void Kept_follows_the_commit_and_is_cumulative()
    {
        NativePeer alice = Enter("alice", NativeWire.Keeps);
        Store.IsHeld = true;
        for (ulong id = 10; id < 15; id++)
        {
            alice.Request(RequestVerb.Say, id, "lobby", $"{id}");
            Server.Settle();
        }

        Assert.That(alice.Take().Select(static e => e.Kind), Has.None.EqualTo(EventKind.Kept));
        Store.IsHeld = false;
        Server.Settle();
        List<SeenEvent> kept = alice.Take();
        Assert.That(kept.Select(static e => e.Kind), Has.All.EqualTo(EventKind.Kept));
        Assert.That(kept.Select(static e => e.Request), Is.Ordered.Ascending);
        Assert.That(kept[^1].Request, Is.EqualTo(14));
    }

    [Test]
    public void Kept_follows_the_done_of_the_same_request()
    {
        NativePeer alice = Enter("alice", NativeWire.Keeps);
        Assert.That(
            Ask(alice, RequestVerb.Say, "lobby", "hi").Select(static e => e.Kind),
            Is.EqualTo(new[] { EventKind.Said, EventKind.Done, EventKind.Kept }));
    }

    [Test]
    public void Client_that_never_stops_sending_is_confirmed_with_each_commit()
    {
        NativePeer alice = Enter("alice", NativeWire.Keeps);
        int confirmed = 0;
        for (ulong id = 10; id < 60; id++)
        {
            alice.Request(RequestVerb.Say, id, "lobby", $"{id}");
            Server.RunOneTurn();
            confirmed += alice.Take().Count(static e => e.Kind == EventKind.Kept);
        }

        Assert.That(confirmed, Is.InRange(15, 50));
    }

    [Test]
    public void Older_client_gets_no_kept_and_an_older_server_announces_none()
    {
        NativePeer alice = Enter("alice", 0);
        Assert.That(
            Ask(alice, RequestVerb.Say, "lobby", "hi").Select(static e => e.Kind),
            Is.EqualTo(new[] { EventKind.Said, EventKind.Done }));
        using var other = new SimServer();
        NativePeer bob = new(other.Connect());
        bob.Hello(NativeWire.Keeps);
        bob.Request(RequestVerb.Name, 1, "bob");
        bob.Request(RequestVerb.Say, 2, "lobby", "hi");
        other.Settle();
        List<SeenEvent> events = bob.Take();
        Assert.That(
            events[0].Count,
            Is.EqualTo(NativeWire.Pages | NativeWire.Search | NativeWire.Resume));
        Assert.That(events.Select(static e => e.Kind), Has.None.EqualTo(EventKind.Kept));
    }

    [Test]
    public void Closed_client_leaves_no_confirmation_behind()
    {
        NativePeer alice = Enter("alice", NativeWire.Keeps);
        Store.IsHeld = true;
        Ask(alice, RequestVerb.Say, "lobby", "hi");
        alice.Wire.Reset();
        Server.Settle();
        NativePeer bob = Enter("bob", NativeWire.Keeps);
        bob.Take();
        Store.IsHeld = false;
        Server.Settle();
        Assert.That(bob.Take(), Is.Empty);
    }
}
