using Protocol.Messages;
using UnitTests.Simulation;

namespace UnitTests.Chat.Storage;

/// <summary>Rooms end when their last line has expired and nobody is in them.</summary>
internal sealed class EmptiedRoomTests : StoreFixture
{
    private NativePeer _alice = null!;

    [SetUp]
    public void Fill()
    {
        _alice = Enter("alice");
        Ask(_alice, RequestVerb.Join, "den");
        Say(_alice, "den", 0, 3);
    }

    [Test]
    public void Room_without_members_is_removed()
    {
        ulong last = Leave();
        Empty(last);
        Assert.That(Server.Server.Directory.FindUnloaded("den"u8), Is.Null);
        Server.Stop();
        Restart();
        Assert.That(Server.Server.Directory.FindUnloaded("den"u8), Is.Null);
    }

    [Test]
    public void Line_that_was_sent_since_keeps_the_room()
    {
        ulong last = Leave();
        Empty(last - 1);
        Assert.That(Server.Server.Directory.FindUnloaded("den"u8), Is.Not.Null);
    }

    [Test]
    public void Member_keeps_the_room_until_it_leaves()
    {
        ulong last = Server.Server.Directory.FindRoom("den"u8)!.LastStored;
        Empty(last);
        Assert.That(
            Ask(_alice, RequestVerb.Say, "den", "still here").Select(static e => e.Kind),
            Has.Member(EventKind.Done));
        Assert.That(Leave(), Is.GreaterThan(last));
        Empty(last);
        Assert.That(Server.Server.Directory.FindUnloaded("den"u8), Is.Not.Null);
    }

    [Test]
    public void Unknown_room_is_ignored() =>
        Assert.That(() => Store.Empty("unknown", 5), Throws.Nothing);

    private ulong Leave()
    {
        Ask(_alice, RequestVerb.Leave, "den");
        return Server.Server.Directory.FindUnloaded("den"u8)!.LastStored;
    }

    private void Empty(ulong lastDeleted)
    {
        Store.Empty("den", lastDeleted);
        Server.Settle();
    }
}
