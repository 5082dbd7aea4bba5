using System.Diagnostics;
using LoadTests.Checking;
using LoadTests.Profiles;
using LoadTests.Running;
using LoadTests.Staging;
using UnitTests.Load.Scenarios;

namespace UnitTests.Load.Running;

/// <summary>Messages are due at their time, independent of earlier messages.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PacerTests : IDisposable
{
    private static readonly long s_ms = Stopwatch.Frequency / 1000;

    private readonly Stage _stage = StageSetting.Make();

    public PacerTests()
    {
        Recipients room = _stage.NewRoom();
        for (int i = 0; i < 3; i++)
        {
            _stage.AddFlow(_stage.AddClient(room), room);
        }
    }

    public void Dispose() => _stage.Dispose();

    [Test]
    public void Open_loop_sends_one_message_at_each_due_time_in_rotation()
    {
        Pacer pacer = Open();
        for (int ms = 0; ms < 9; ms++)
        {
            pacer.Tick(ms * s_ms);
            Assert.That(Sent().Sum(), Is.EqualTo(ms + 1));
        }

        Assert.That(Sent(), Is.EqualTo(new[] { 3, 3, 3 }));
    }

    [Test]
    public void Open_loop_sends_all_overdue_messages_with_their_own_due_times()
    {
        // The window counts by due times: exactly those of 20, 21, 22, 23 and 24 ms are in it.
        _stage.Meter.FromTicks = 20 * s_ms;
        _stage.Meter.ToTicks = 25 * s_ms;
        Pacer pacer = Open();
        pacer.Tick(0);
        pacer.Tick(100 * s_ms);
        Assert.That(Sent().Sum(), Is.EqualTo(101));
        Assert.That(_stage.Meter.Sent, Is.EqualTo(5));
    }

    [Test]
    public void Open_loop_waits_for_no_answer_and_never_sends_early()
    {
        Pacer pacer = Open();
        pacer.Tick((5 * s_ms) - 1);
        Assert.That(Sent().Sum(), Is.EqualTo(5));
        pacer.Tick((5 * s_ms) - 1);
        Assert.That(Sent().Sum(), Is.EqualTo(5));
    }

    [Test]
    public void Closed_loop_sends_the_next_message_after_the_last_delivery()
    {
        var pacer = new Pacer(_stage, isClosed: true, Constant(3));
        pacer.Start(0);
        Assert.That(Sent(), Is.EqualTo(new[] { 1, 1, 1 }));
        pacer.Tick(1000 * s_ms);
        Assert.That(Sent(), Is.EqualTo(new[] { 1, 1, 1 }), "time alone changes nothing");
        _stage.Completed!(_stage.Flows[1], 5 * s_ms);
        Assert.That(Sent(), Is.EqualTo(new[] { 1, 2, 1 }));
    }

    [Test]
    public void Closed_loop_ignores_flows_of_the_scenario()
    {
        var pacer = new Pacer(_stage, isClosed: true, Constant(3));
        pacer.Start(0);
        Recipients room = _stage.NewRoom();
        Flow passing = _stage.NewFlow(_stage.NewClient(room), room);
        _stage.Completed!(passing, s_ms);
        Assert.That(passing.Sent, Is.Zero);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Nothing_is_sent_after_the_end(bool isClosed)
    {
        var pacer = new Pacer(_stage, isClosed, Constant(1000));
        pacer.Start(0);
        pacer.Stop();
        int before = Sent().Sum();
        pacer.Tick(1000 * s_ms);
        _stage.Completed?.Invoke(_stage.Flows[0], s_ms);
        Assert.That(Sent().Sum(), Is.EqualTo(before));
    }

    [Test]
    public void Open_loop_follows_a_ramp()
    {
        // 0 to 1,000 a second within a second: t * t / 2 thousand messages until t.
        LoadPhase ramp = new LoadPhase(0, 1000, TimeSpan.FromSeconds(1));
        var pacer = new Pacer(_stage, isClosed: false, new LoadProfile([ramp]));
        pacer.Start(0);
        pacer.Tick(500 * s_ms);
        Assert.That(Sent().Sum(), Is.EqualTo(126), "the first one is due at once");
        pacer.Tick(5000 * s_ms);
        Assert.That(Sent().Sum(), Is.EqualTo(500), "nothing is due after the end");
    }

    [Test]
    public void A_warm_up_has_the_average_load_of_the_profile()
    {
        LoadPhase ramp = new LoadPhase(0, 1000, TimeSpan.FromSeconds(1));
        var pacer = new Pacer(_stage, isClosed: false, new LoadProfile([ramp]));
        pacer.WarmUp(0);
        pacer.Tick((1000 * s_ms) - 1);
        Assert.That(Sent().Sum(), Is.EqualTo(500));
        pacer.Start(1000 * s_ms);
        pacer.Tick((1500 * s_ms) - 1);
        Assert.That(Sent().Sum(), Is.EqualTo(500 + 125));
    }

    [Test]
    public void Closed_loop_has_as_many_speak_as_the_profile_says()
    {
        TimeSpan second = TimeSpan.FromSeconds(1);
        var pacer = new Pacer(
            _stage,
            isClosed: true,
            new LoadProfile([new LoadPhase(1, 1, second), new LoadPhase(3, 3, second),
                new LoadPhase(0, 0, second)]));
        pacer.Start(0);
        Assert.That(Sent(), Is.EqualTo(new[] { 1, 0, 0 }));
        pacer.Tick(1000 * s_ms);
        Assert.That(Sent(), Is.EqualTo(new[] { 1, 1, 1 }));
        pacer.Tick(2000 * s_ms);
        _stage.Completed!(_stage.Flows[0], 2000 * s_ms);
        Assert.That(Sent(), Is.EqualTo(new[] { 1, 1, 1 }), "nobody is to speak now");
    }

    [Test]
    public void Late_messages_are_counted_with_how_late_they_are()
    {
        _stage.Meter.FromTicks = 0;
        Pacer pacer = Open();
        pacer.Tick(10 * s_ms);
        Assert.That(_stage.Meter.Lag.Count, Is.EqualTo(11));
        Assert.That(_stage.Meter.Lag.Percentile(100), Is.EqualTo(10_000).Within(0.1).Percent);
    }

    private static LoadProfile Constant(double load) =>
        LoadProfile.Constant(load, TimeSpan.FromHours(1));

    private Pacer Open()
    {
        var pacer = new Pacer(_stage, isClosed: false, Constant(1000));
        pacer.Start(0);
        return pacer;
    }

    private int[] Sent() => [.. _stage.Flows.Select(static f => f.Sent)];
}
