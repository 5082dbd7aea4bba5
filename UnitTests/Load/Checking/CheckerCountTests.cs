using LoadTests.Checking;
using Protocol.Messages;

namespace UnitTests.Load.Checking;

/// <summary>Exact counts of deliveries, with small inputs.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CheckerCountTests
{
    private readonly CheckerBench _bench = new();
    private readonly Listener _listener;
    private readonly Listener _sender;
    private readonly Flow _flow;

    public CheckerCountTests()
    {
        _listener = _bench.Add("listener");
        _sender = _bench.Add("speaker");
        _flow = _bench.Checker.AddFlow(_sender, _bench.Room);
    }

    private Checker Checker => _bench.Checker;

    [Test]
    public void Stamp_carries_run_flow_number_and_due_time()
    {
        Flow second = Checker.AddFlow(_listener, _bench.Room);
        Checker.Next(second, 41, out _);
        MessageStamp stamp = Checker.Next(second, 42, out int deliveries);
        Assert.That(stamp, Is.EqualTo(new MessageStamp(CheckerBench.Run, 1, 2, 42)));
        Assert.That(deliveries, Is.EqualTo(2));
        Assert.That(second.Sent, Is.EqualTo(2));
        Assert.That(_flow.Sent, Is.Zero);
        Assert.That(Checker.Expected, Is.EqualTo(4));
    }

    [Test]
    public void Only_deliveries_of_the_last_message_reduce_its_missing_count()
    {
        MessageStamp[] sent = _bench.Send(_flow, 2);
        Assert.That(_flow.Missing, Is.EqualTo(2));
        _bench.Deliver(_listener, sent[0]);
        _bench.Deliver(_sender, sent[0]);
        Assert.That(_flow.Missing, Is.EqualTo(2), "both got an earlier message");
        _bench.Deliver(_listener, sent[1]);
        Assert.That(_flow.Missing, Is.EqualTo(1));
        _bench.Deliver(_listener, sent[1]);
        Assert.That(_flow.Missing, Is.EqualTo(1), "a duplicate");
        _bench.Deliver(_sender, sent[1]);
        Assert.That(_flow.Missing, Is.Zero);
        _bench.Send(_flow);
        Assert.That(_flow.Missing, Is.EqualTo(2), "the next message starts a new count");
    }

    [Test]
    public void Uncounted_receiver_changes_no_count()
    {
        Listener late = _bench.Add("late", isCounted: false);
        MessageStamp sent = _bench.Send(_flow);
        Assert.That(_flow.Missing, Is.EqualTo(2));
        _bench.Deliver(late, sent);
        Assert.That(_flow.Missing, Is.EqualTo(2));
        Assert.That(Checker.Received, Is.Zero);
        Assert.That(Checker.Expected, Is.EqualTo(2));
    }

    [TestCase(-1, 0)]
    [TestCase(0, 0)]
    [TestCase(1, 1)]
    public void Message_after_the_limit_is_delayed(long ticksOver, int delays)
    {
        MessageStamp sent = _bench.Send(_flow);
        _bench.Deliver(
            _listener, sent, afterTicks: CheckerBench.Ticks(CheckerBench.Latest) + ticksOver);
        Assert.That(Checker.CountOf(ErrorKind.Delay), Is.EqualTo(delays));
        Assert.That(Checker.Received, Is.EqualTo(1), "a late message is not lost");
    }

    [TestCase(0, 0)]
    [TestCase(-1, 1)]
    public void Message_before_its_due_time_is_corrupt(long afterTicks, int corrupt)
    {
        _bench.Deliver(_listener, _bench.Send(_flow), afterTicks: afterTicks);
        Assert.That(Checker.CountOf(ErrorKind.Corrupt), Is.EqualTo(corrupt));
    }

    [TestCase(CheckerBench.MessageBytes - 1, 1)]
    [TestCase(CheckerBench.MessageBytes, 0)]
    [TestCase(CheckerBench.MessageBytes + 1, 1)]
    public void Text_of_another_length_is_corrupt(int bytes, int corrupt)
    {
        _bench.Deliver(_listener, _bench.Send(_flow), bytes: bytes);
        Assert.That(Checker.CountOf(ErrorKind.Corrupt), Is.EqualTo(corrupt));
    }

    [TestCase(0, 1, 0)]
    [TestCase(1, 1, 1, Description = "there is no such flow")]
    [TestCase(0, 0, 1, Description = "numbers begin at 1")]
    [TestCase(0, 3, 1, Description = "two were sent")]
    public void Unknown_stamp_is_corrupt(int flow, int number, int corrupt)
    {
        MessageStamp[] sent = _bench.Send(_flow, 2);
        _bench.Deliver(_listener, sent[0] with { Flow = flow, Number = number });
        Assert.That(Checker.CountOf(ErrorKind.Corrupt), Is.EqualTo(corrupt));
    }

    [Test]
    public void Room_message_delivered_as_private_is_misrouted()
    {
        Assert.That(_bench.Deliver(_listener, _bench.Send(_flow), kind: EventKind.Told), Is.False);
        Assert.That(Checker.CountOf(ErrorKind.Misrouted), Is.EqualTo(1));
    }

    [Test]
    public void Message_is_lost_once_for_each_receiver_with_any_number_of_flows()
    {
        Flow second = Checker.AddFlow(_listener, _bench.Room);
        MessageStamp[] sent = _bench.Send(_flow, 3);
        MessageStamp other = _bench.Send(second);
        _bench.Deliver(_listener, sent[0]);
        _bench.Deliver(_listener, sent[2]);
        _bench.Deliver(_listener, other);
        _bench.Deliver(_sender, other);
        _bench.Deliver(_sender, sent[0]);
        _bench.Deliver(_sender, sent[1]);
        Checker.Finish();
        Assert.That(Checker.Errors(), Is.EqualTo(
            new Dictionary<string, long> { ["lost"] = 2 }), "a gap of one, an end of the other");
        Checker.Finish();
        Assert.That(Checker.CountOf(ErrorKind.Lost), Is.EqualTo(2), "counted once");
        Assert.That(Checker.Received + 2, Is.EqualTo(Checker.Expected));
    }

    [Test]
    public void Speaker_without_echo_and_late_receiver_lose_nothing()
    {
        Listener quiet = new Listener { Name = "quiet"u8.ToArray() };
        _bench.Room.Add(quiet);
        _bench.Add("late", isCounted: false);
        Flow flow = Checker.AddFlow(quiet, _bench.Room);
        MessageStamp sent = _bench.Send(flow);
        _bench.Deliver(_listener, sent);
        _bench.Deliver(_sender, sent);
        Checker.Finish();
        Assert.That(Checker.Errors(), Is.Empty);
        Assert.That(Checker.Received, Is.EqualTo(Checker.Expected).And.EqualTo(2));
    }

    [Test]
    public void Receiver_without_echo_can_lose_messages_of_others()
    {
        Listener quiet = new Listener { Name = "quiet"u8.ToArray() };
        _bench.Room.Add(quiet);
        MessageStamp sent = _bench.Send(_flow);
        _bench.Deliver(_listener, sent);
        _bench.Deliver(_sender, sent);
        Checker.Finish();
        Assert.That(Checker.CountOf(ErrorKind.Lost), Is.EqualTo(1));
    }

    [Test]
    public void Three_examples_of_a_kind_are_kept_and_all_are_counted()
    {
        for (int i = 1; i <= 5; i++)
        {
            Checker.Count(ErrorKind.Lost, $"{i}");
        }

        Assert.That(Checker.CountOf(ErrorKind.Lost), Is.EqualTo(5));
        Assert.That(Checker.Examples, Is.EqualTo(new[] { "lost: 1", "lost: 2", "lost: 3" }));
    }
}
