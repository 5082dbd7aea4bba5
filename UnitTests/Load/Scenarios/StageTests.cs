using System.Diagnostics;
using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Scenarios;
using LoadTests.Staging;
using Protocol.Messages;

namespace UnitTests.Load.Scenarios;

/// <summary>How a stage counts what its clients report.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class StageTests : IDisposable
{
    private readonly Stage _stage = StageSetting.Make();
    private readonly Recipients _room;
    private readonly LoadClient _alice;
    private readonly LoadClient _bob;
    private readonly List<Flow> _completed = [];

    public StageTests()
    {
        _room = _stage.NewRoom();
        _alice = _stage.AddClient(_room);
        _bob = _stage.AddClient(_room);
        _stage.AddFlow(_alice, _room);
        _stage.Completed = (flow, _) => _completed.Add(flow);
        _stage.Meter.FromTicks = 0;
    }

    private ILoadListener Listener => _stage;

    public void Dispose() => _stage.Dispose();

    [Test]
    public void Message_completes_exactly_at_its_last_receiver()
    {
        Send();
        Deliver(_alice, number: 1);
        Assert.That(_completed, Is.Empty);
        Deliver(_bob, number: 1);
        Assert.That(_completed, Is.EqualTo(_stage.Flows));
        Assert.That(_stage.Meter.Received, Is.EqualTo(2));
    }

    [Test]
    public void Earlier_message_completes_nothing()
    {
        Send();
        Send();
        Deliver(_alice, number: 1);
        Deliver(_bob, number: 1);
        Assert.That(_completed, Is.Empty, "a later one was sent");
        Deliver(_alice, number: 2);
        Deliver(_bob, number: 2);
        Assert.That(_completed, Has.Count.EqualTo(1));
    }

    [Test]
    public void Message_after_a_later_one_completes_nothing_again()
    {
        Send();
        Send();
        Deliver(_alice, number: 2);
        Deliver(_bob, number: 2);
        Deliver(_alice, number: 1);
        Assert.That(_completed, Has.Count.EqualTo(1));
        Assert.That(_stage.Meter.Received, Is.EqualTo(3));
    }

    [Test]
    public void Duplicate_is_neither_measured_nor_completed()
    {
        Send();
        Deliver(_alice, number: 1);
        Deliver(_alice, number: 1);
        Assert.That(_completed, Is.Empty);
        Assert.That(_stage.Meter.Received, Is.EqualTo(1));
        Assert.That(_stage.Checker.CountOf(ErrorKind.Duplicate), Is.EqualTo(1));
    }

    [Test]
    public void Indifferent_client_is_not_checked()
    {
        Send();
        _alice.Listener.IgnoresMessages = true;
        Deliver(_alice, number: 9);
        Listener.Received(_alice, new ServerEvent { Kind = EventKind.Refused, Text = "no"u8 });
        Assert.That(_stage.Checker.Errors(), Is.Empty);
    }

    [Test]
    public void Refusal_is_an_error_and_other_events_are_not()
    {
        Listener.Received(_alice, new ServerEvent { Kind = EventKind.Entered });
        Assert.That(_stage.Checker.Errors(), Is.Empty);
        Listener.Received(_alice, new ServerEvent { Kind = EventKind.Refused, Text = "no"u8 });
        Assert.That(_stage.Checker.CountOf(ErrorKind.Refused), Is.EqualTo(1));
        Assert.That(_stage.Checker.Examples, Is.EqualTo(new[] { "refused: no" }));
    }

    [Test]
    public void Client_that_ends_before_its_arrival_has_failed()
    {
        Listener.Ended(_alice, "no way");
        Assert.That(_stage.Failed, Is.EqualTo(1));
        Assert.That(_stage.Checker.CountOf(ErrorKind.NotConnected), Is.EqualTo(1));
        Assert.That(_stage.Checker.CountOf(ErrorKind.Disconnected), Is.Zero);
    }

    [Test]
    public void Client_that_ends_after_its_arrival_was_disconnected()
    {
        Listener.Ended(new ArrivedClient(), "reset");
        Assert.That(_stage.Failed, Is.Zero);
        Assert.That(_stage.Checker.CountOf(ErrorKind.NotConnected), Is.Zero);
        Assert.That(_stage.Checker.CountOf(ErrorKind.Disconnected), Is.EqualTo(1));
        Assert.That(_stage.Checker.Examples, Is.EqualTo(new[] { "disconnected: reset" }));
    }

    [Test]
    public void Requested_end_is_not_an_error()
    {
        Listener.Ended(_alice, fault: null);
        Assert.That(_stage.Failed, Is.Zero);
        Assert.That(_stage.Checker.Errors(), Is.Empty);
    }

    [Test]
    public void Every_client_that_did_not_arrive_is_counted_once()
    {
        Listener.Arrived(_alice);
        _stage.CountNotConnected();
        _stage.CountNotConnected();
        Assert.That((_stage.Arrived, _stage.Failed), Is.EqualTo((1, 1)));
        Assert.That(_stage.Checker.CountOf(ErrorKind.NotConnected), Is.EqualTo(1));
    }

    [Test]
    public void Flow_of_the_scenario_is_not_driven_by_the_runner()
    {
        Flow passing = _stage.NewFlow(_bob, _room);
        Assert.That(_stage.Flows, Has.Count.EqualTo(1).And.None.SameAs(passing));
    }

    [TestCase(0, 2000, 1000)]
    [TestCase(7, 20_000, 7, Description = "a rate that was given")]
    [TestCase(0, 1, 1, Description = "at least one")]
    [TestCase(0, 30_000, 5000, Description = "at most 5,000")]
    public void Rate_is_chosen_by_the_deliveries_of_each_message(
        double rate, double deliveries, double expected)
    {
        using Stage stage = StageSetting.Make(
            new RunSettings { Rate = rate, Deliveries = deliveries });
        Recipients room = stage.NewRoom();
        LoadClient sender = stage.AddClient(room);
        stage.AddClient(room);
        stage.AddFlow(sender, room);
        Assert.That(new Echo().MessagesPerSecond(stage), Is.EqualTo(expected));
    }

    private void Send() => _stage.Send(_stage.Flows[0], Stopwatch.GetTimestamp());

    private void Deliver(LoadClient client, int number)
    {
        byte[] text = new byte[_stage.Settings.MessageBytes];
        MessageStamp stamp = Peek(number);
        stamp.Write(text);
        var e = new ServerEvent
        {
            Kind = EventKind.Said,
            Room = _room.NameBytes,
            Name = _alice.Name,
            Text = text,
        };
        Listener.Received(client, e);
    }

    /// <summary>A stamp of this run, which has a random number.</summary>
    private MessageStamp Peek(int number)
    {
        Recipients spare = new Recipients("spare");
        Flow flow = _stage.Checker.AddFlow(_alice.Listener, spare);
        MessageStamp stamp = _stage.Checker.Next(flow, 0, out _);
        return stamp with { Flow = 0, Number = number };
    }
}
