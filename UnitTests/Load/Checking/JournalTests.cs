using LoadTests.Checking;

namespace UnitTests.Load.Checking;

/// <summary>Messages that a server loses in a crash, and that are sent again.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class JournalTests
{
    private readonly CheckerBench _bench = new();
    private readonly Recipients _room = new("room") { HasJournals = true };
    private readonly Listener _alice;
    private readonly Listener _bob;
    private readonly Flow _flow;
    private readonly MessageStamp[] _sent;

    public JournalTests()
    {
        (_alice, _bob) = (Add("alice"), Add("bob"));
        _flow = _bench.Checker.AddFlow(_alice, _room);
        _sent = _bench.Send(_flow, 4);
        for (int i = 0; i < 3; i++)
        {
            _bench.Deliver(_alice, _sent[i], (ulong)i + 1);
        }

        // Bob has lost his connection before the last one.
        _bench.Deliver(_bob, _sent[0], 1);
        _bench.Deliver(_bob, _sent[1], 2);
    }

    [Test]
    public void Lost_messages_that_come_again_under_other_numbers_are_no_errors()
    {
        Lose(kept: 1);
        Assert.That(_bench.Deliver(_alice, _sent[1], 7), Is.False, "it was counted before");
        Assert.That(_bench.Deliver(_bob, _sent[1], 7), Is.False, "it was counted before");
        Assert.That(_bench.Deliver(_bob, _sent[2], 8), Is.True, "he has not seen it before");
        _bench.Deliver(_alice, _sent[2], 8);
        _bench.Deliver(_alice, _sent[3], 9);
        _bench.Deliver(_bob, _sent[3], 9);
        _bench.Checker.Finish();
        Assert.That(_bench.Checker.Errors(), Is.Empty);
        Assert.That(_bench.Checker.Received, Is.EqualTo(_bench.Checker.Expected));
        Assert.That(_flow.Missing, Is.Zero);
    }

    [Test]
    public void Lost_message_that_nobody_sends_again_is_an_error_for_each_listener()
    {
        Lose(kept: 2);
        _bench.Deliver(_alice, _sent[2], 3);
        _bench.Deliver(_alice, _sent[3], 4);
        _bench.Deliver(_bob, _sent[3], 4);
        _bench.Checker.Finish();
        Assert.That(_bench.Checker.CountOf(ErrorKind.Lost), Is.EqualTo(1));
        Assert.That(
            _bench.Checker.CountOf(ErrorKind.Disorder), Is.EqualTo(1), "bob's room is another");
    }

    [Test]
    public void Message_that_was_kept_and_comes_again_is_a_duplicate()
    {
        Lose(kept: 2);
        _bench.Deliver(_alice, _sent[1], 3);
        Assert.That(_bench.Checker.CountOf(ErrorKind.Duplicate), Is.EqualTo(1));
    }

    [Test]
    public void Listener_that_does_not_delete_a_lost_message_shows_it_twice()
    {
        Delete(_bob, kept: 1);
        _bench.Deliver(_bob, _sent[1], 2);
        _bench.Deliver(_alice, _sent[1], 2);
        Assert.That(_bench.Checker.CountOf(ErrorKind.Duplicate), Is.EqualTo(1));
    }

    [Test]
    public void Two_members_with_another_order_are_an_error()
    {
        Flow other = _bench.Checker.AddFlow(_bob, _room);
        MessageStamp stamp = _bench.Send(other);
        _bench.Deliver(_alice, _sent[3], 4);
        _bench.Deliver(_alice, stamp, 5);
        _bench.Deliver(_bob, _sent[2], 3);
        _bench.Deliver(_bob, stamp, 4);
        _bench.Deliver(_bob, _sent[3], 5);
        Assert.That(_bench.Checker.Errors(), Is.Empty, "it is found at the end");
        _bench.Checker.Finish();
        Assert.That(_bench.Checker.CountOf(ErrorKind.Disorder), Is.EqualTo(1));
        Assert.That(_bench.Checker.ErrorCount, Is.EqualTo(1));
    }

    private Listener Add(string name)
    {
        var listener = new Listener { Name = [.. name.Select(static c => (byte)c)], Echoes = true };
        _room.Add(listener);
        return listener;
    }

    private void Lose(ulong kept)
    {
        Delete(_alice, kept);
        Delete(_bob, kept);
    }

    private void Delete(Listener listener, ulong kept) =>
        _bench.Checker.DeleteAfter(listener.States[0], kept);
}
