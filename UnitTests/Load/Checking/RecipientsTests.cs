using LoadTests.Checking;

namespace UnitTests.Load.Checking;

/// <summary>
/// Which receivers are owed a message, and which message has which sequence number.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RecipientsTests
{
    /// <summary>The sequence numbers that a room with one flow stores.</summary>
    private const ulong Places = 64;

    private readonly Recipients _room = new("room");
    private readonly Listener _echoing = new() { Echoes = true };
    private readonly Listener _quiet = new();

    [Test]
    public void Sequence_number_belongs_to_the_first_message_with_it()
    {
        _room.AddFlow();
        Assert.That(_room.IsSamePlace(1, flow: 0, number: 1), Is.True, "the first receiver");
        Assert.That(_room.IsSamePlace(1, flow: 0, number: 1), Is.True, "the second receiver");
        Assert.That(_room.IsSamePlace(1, flow: 1, number: 1), Is.False, "another flow");
        Assert.That(_room.IsSamePlace(1, flow: 0, number: 2), Is.False, "another number");
        Assert.That(_room.IsSamePlace(1, flow: 0, number: 1), Is.True, "nothing was overwritten");
    }

    [Test]
    public void Older_sequence_number_does_not_overwrite_a_newer_one()
    {
        _room.AddFlow();
        _room.IsSamePlace(Places + 1, flow: 0, number: 65);
        Assert.That(_room.IsSamePlace(1, flow: 0, number: 1), Is.True, "too old to be compared");
        Assert.That(_room.IsSamePlace(Places + 1, flow: 0, number: 66), Is.False);
    }

    [TestCase(Places - 1, false)]
    [TestCase(Places, true, Description = "1 and 65 share an entry")]
    [TestCase(Places + 1, false)]
    public void Stored_sequence_numbers_are_limited_by_the_table_size(ulong after, bool isForgotten)
    {
        _room.AddFlow();
        _room.IsSamePlace(1, flow: 0, number: 1);
        _room.IsSamePlace(1 + after, flow: 0, number: 2);
        Assert.That(_room.IsSamePlace(1, flow: 0, number: 9), Is.EqualTo(isForgotten));
    }

    [TestCase(1, 64u)]
    [TestCase(3, 256u, Description = "192, rounded up")]
    [TestCase(128, 8192u)]
    [TestCase(129, 8192u, Description = "the most")]
    public void Number_of_stored_sequence_numbers_grows_with_the_flows_up_to_a_limit(
        int flows, uint places)
    {
        for (int i = 0; i < flows; i++)
        {
            _room.AddFlow();
        }

        _room.IsSamePlace(1, flow: 0, number: 1);
        _room.IsSamePlace(places, flow: 0, number: 2);
        Assert.That(_room.IsSamePlace(1, flow: 0, number: 9), Is.False, "remembered");
        _room.IsSamePlace(places + 1, flow: 0, number: 3);
        Assert.That(_room.IsSamePlace(1, flow: 0, number: 9), Is.True, "forgotten");
    }

    [Test]
    public void Only_counted_receivers_are_owed_a_message()
    {
        _room.Add(_echoing);
        _room.Add(_quiet);
        _room.Add(new Listener(), isCounted: false);
        Assert.That(_room.Counted, Is.EqualTo(2));
        Assert.That(_room.CountFor(_echoing), Is.EqualTo(2), "its own message comes back");
        Assert.That(_room.CountFor(_quiet), Is.EqualTo(1));
        Assert.That(_room.CountFor(new Listener()), Is.EqualTo(2), "a speaker from outside");
    }

    [Test]
    public void Uncounted_sender_is_not_subtracted()
    {
        _room.Add(_echoing);
        _room.Add(_quiet, isCounted: false);
        Assert.That(_room.CountFor(_quiet), Is.EqualTo(1));
    }

    [TestCase(true, 1)]
    [TestCase(false, 2)]
    public void Removed_receiver_is_owed_no_message(bool wasCounted, int counted)
    {
        _room.Add(_echoing);
        _room.Add(new Listener());
        Listener gone = new Listener();
        ListenerState state = wasCounted ? _echoing.States[0] : _room.Add(gone, isCounted: false);
        _room.Remove(state);
        Assert.That(_room.Counted, Is.EqualTo(counted));
        Assert.That(_room.States, Has.None.SameAs(state));
        Assert.That(state.Listener.States, Is.Empty);
    }

    [Test]
    public void Membership_is_found_by_its_room_and_never_among_private_recipients()
    {
        Recipients alone = new Recipients("room", isPrivate: true);
        Recipients kitchen = new Recipients("kitchen");
        alone.Add(_echoing);
        Assert.That(_echoing.StateIn("room"u8), Is.Null);
        Assert.That(_echoing.StateIn(""u8), Is.Null);
        ListenerState first = kitchen.Add(_echoing);
        ListenerState second = _room.Add(_echoing);
        Assert.That(_echoing.StateIn("room"u8), Is.SameAs(second));
        Assert.That(_echoing.StateIn("kitchen"u8), Is.SameAs(first));
        Assert.That(_echoing.StateIn(""u8), Is.SameAs(first), "the first room");
        Assert.That(_echoing.StateIn("attic"u8), Is.Null);
        Assert.That(_echoing.StateIn(_room), Is.SameAs(second));
        Assert.That(_quiet.StateIn(_room), Is.Null);
    }

    [Test]
    public void Delivered_number_of_each_flow_is_kept_when_flows_are_added()
    {
        ListenerState state = _room.Add(_echoing);
        var checker = new Checker(1, 64, TimeSpan.FromSeconds(1));
        Flow first = checker.AddFlow(_quiet, _room);
        state.LastNumberOf(first.Position) = 5;
        Flow elsewhere = checker.AddFlow(_quiet, new Recipients("kitchen"));
        Flow second = checker.AddFlow(_quiet, _room);
        Assert.That((first.Position, elsewhere.Position, second.Position), Is.EqualTo((0, 0, 1)));
        Assert.That((first.Index, elsewhere.Index, second.Index), Is.EqualTo((0, 1, 2)));
        Assert.That(state.LastNumberOf(second.Position), Is.Zero);
        Assert.That(state.LastNumberOf(first.Position), Is.EqualTo(5));
    }
}
