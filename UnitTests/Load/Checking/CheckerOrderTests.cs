using LoadTests.Checking;
using Protocol.Messages;

namespace UnitTests.Load.Checking;

/// <summary>The order in which one receiver gets the numbered messages of a room.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CheckerOrderTests
{
    private readonly CheckerBench _bench = new();
    private readonly Listener _listener;
    private readonly Flow _flow;

    public CheckerOrderTests()
    {
        _listener = _bench.Add("listener");
        _flow = _bench.Checker.AddFlow(_bench.Add("speaker"), _bench.Room);
    }

    [TestCase(0, new ulong[] { 1, 2, 3, 4 })]
    [TestCase(0, new ulong[] { 5, 6, 9, 100 }, Description = "gaps are other events")]
    [TestCase(1, new ulong[] { 5, 3, 6, 7 }, Description = "one step back")]
    [TestCase(2, new ulong[] { 5, 3, 4, 6 }, Description = "still behind the highest number")]
    [TestCase(3, new ulong[] { 5, 3, 4, 5 }, Description = "the highest number again")]
    [TestCase(1, new ulong[] { 5, 5, 6, 7 }, Description = "one number twice")]
    [TestCase(0, new ulong[] { 5, 0, 6, 7 }, Description = "0 is no number")]
    [TestCase(1, new ulong[] { 5, 0, 4, 7 }, Description = "0 resets nothing")]
    public void Sequence_numbers_must_increase_for_each_receiver(int disorders, ulong[] sequences)
    {
        foreach (ulong sequence in sequences)
        {
            Assert.That(
                _bench.Deliver(_listener, _bench.Send(_flow), sequence), Is.True, $"{sequence}");
        }

        Assert.That(_bench.Checker.CountOf(ErrorKind.Disorder), Is.EqualTo(disorders));
        Assert.That(_bench.Checker.Received, Is.EqualTo(sequences.Length));
    }

    [Test]
    public void Private_messages_are_numbered_separately_for_each_receiver()
    {
        Recipients alice = new Recipients("listener", isPrivate: true);
        alice.Add(_listener);
        Flow first = _bench.Checker.AddFlow(_flow.Sender, alice);
        Deliver(first, 4);
        Deliver(first, 5);
        Assert.That(_bench.Checker.Errors(), Is.Empty);
        Deliver(first, 5);
        Deliver(first, 3);
        Assert.That(_bench.Checker.CountOf(ErrorKind.Disorder), Is.EqualTo(2));

        void Deliver(Flow flow, ulong sequence) =>
            _bench.Deliver(_listener, _bench.Send(flow), sequence, kind: EventKind.Told);
    }

    [Test]
    public void Two_receivers_of_private_messages_may_get_the_same_number()
    {
        Recipients both = new Recipients("both", isPrivate: true);
        both.Add(_listener);
        both.Add(_flow.Sender);
        Flow first = _bench.Checker.AddFlow(_flow.Sender, both);
        Flow second = _bench.Checker.AddFlow(_listener, both);
        _bench.Deliver(_listener, _bench.Send(first), 1, kind: EventKind.Told);
        _bench.Deliver(_flow.Sender, _bench.Send(second), 1, kind: EventKind.Told);
        Assert.That(_bench.Checker.Errors(), Is.Empty);
    }

    [Test]
    public void Flows_of_one_room_are_ordered_separately()
    {
        Flow second = _bench.Checker.AddFlow(_listener, _bench.Room);
        MessageStamp[] first = _bench.Send(_flow, 2);
        MessageStamp other = _bench.Send(second);
        _bench.Deliver(_listener, first[0]);
        _bench.Deliver(_listener, other);
        _bench.Deliver(_listener, first[1]);
        Assert.That(_bench.Checker.Errors(), Is.Empty);
    }

    [Test]
    public void Late_message_is_disorder_once_and_then_a_duplicate()
    {
        MessageStamp[] sent = _bench.Send(_flow, 3);
        _bench.Deliver(_listener, sent[2]);
        Assert.That(_bench.Deliver(_listener, sent[0]), Is.True);
        Assert.That(_bench.Deliver(_listener, sent[0]), Is.False);
        Assert.That(_bench.Checker.CountOf(ErrorKind.Disorder), Is.EqualTo(1));
        Assert.That(_bench.Checker.CountOf(ErrorKind.Duplicate), Is.EqualTo(1));
        Assert.That(_bench.Checker.Received, Is.EqualTo(2));
    }

    [Test]
    public void Late_receiver_is_owed_only_messages_after_its_first_one()
    {
        Listener late = _bench.Add("late", isCounted: false);
        MessageStamp[] sent = _bench.Send(_flow, 5);
        Assert.That(_bench.Deliver(late, sent[1]), Is.False, "no message is owed to it");
        _bench.Deliver(late, sent[3]);
        Assert.That(_bench.Checker.Errors(), Is.Empty);
        _bench.Deliver(late, sent[2]);
        Assert.That(_bench.Checker.CountOf(ErrorKind.Disorder), Is.EqualTo(1), "2 was skipped");
        _bench.Deliver(late, sent[0]);
        Assert.That(_bench.Checker.CountOf(ErrorKind.Duplicate), Is.EqualTo(1), "0 was not");
        Assert.That(_bench.Checker.Received, Is.Zero);
    }
}
