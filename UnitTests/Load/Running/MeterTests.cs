using System.Diagnostics;
using LoadTests.Measuring;

namespace UnitTests.Load.Running;

/// <summary>Which messages belong to a measurement, and which come before or after it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MeterTests
{
    private readonly Meter _meter = new() { FromTicks = 100, ToTicks = 200 };

    [TestCase(99, 0)]
    [TestCase(100, 1)]
    [TestCase(199, 1)]
    [TestCase(200, 0)]
    public void Messages_due_from_the_start_to_before_the_end_are_counted(
        long dueTicks, int counted)
    {
        _meter.AddSent(dueTicks, deliveries: 3);
        _meter.AddReceived(dueTicks, nowTicks: dueTicks + 1000);
        Assert.That(_meter.Sent, Is.EqualTo(counted));
        Assert.That(_meter.Expected, Is.EqualTo(3 * counted));
        Assert.That(_meter.Received, Is.EqualTo(counted));
        Assert.That(_meter.Total.Count, Is.EqualTo(counted));
        Assert.That(_meter.Second.Count, Is.EqualTo(counted));
    }

    [TestCase(149, 0)]
    [TestCase(150, 1)]
    public void Messages_due_while_the_server_was_down_are_counted_but_not_timed(
        long dueTicks, int timed)
    {
        _meter.TimedFromTicks = 150;
        _meter.AddReceived(dueTicks, nowTicks: 180);
        Assert.That(_meter.Received, Is.EqualTo(1));
        Assert.That(_meter.Total.Count, Is.EqualTo(timed));
    }

    [Test]
    public void Nothing_is_counted_before_a_measurement_starts()
    {
        var meter = new Meter();
        meter.AddSent(0, 1);
        meter.AddReceived(0, 1);
        Assert.That((meter.Sent, meter.Expected, meter.Received), Is.EqualTo((0L, 0L, 0L)));
        Assert.That(meter.Seconds, Is.Zero);
    }

    [Test]
    public void Length_of_a_measurement_is_its_end_minus_its_start()
    {
        _meter.FromTicks = 5 * Stopwatch.Frequency;
        _meter.ToTicks = 7 * Stopwatch.Frequency;
        Assert.That(_meter.Seconds, Is.EqualTo(2));
    }

    [Test]
    public void Latency_is_measured_from_the_due_time_in_microseconds()
    {
        long ms = Stopwatch.Frequency / 1000;
        _meter.FromTicks = 0;
        _meter.ToTicks = 100 * ms;
        _meter.AddReceived(30 * ms, nowTicks: 32 * ms);
        Assert.That(_meter.Total.Percentile(100), Is.EqualTo(2000));
        Assert.That(_meter.Second.Percentile(100), Is.EqualTo(2000));
    }

    [Test]
    public void Scenario_with_other_times_counts_deliveries_without_their_latency()
    {
        _meter.TimesDeliveries = false;
        _meter.AddReceived(150, nowTicks: 160);
        Assert.That(_meter.Received, Is.EqualTo(1));
        Assert.That(_meter.Total.Count, Is.Zero);
        _meter.AddTime(Stopwatch.Frequency);
        Assert.That(_meter.Total.Percentile(100), Is.EqualTo(1_000_000));
        Assert.That(_meter.Received, Is.EqualTo(1));
    }

    [Test]
    public void Times_of_a_second_are_cleared_separately_from_the_total()
    {
        _meter.AddReceived(150, nowTicks: 160);
        _meter.Second.Clear();
        Assert.That(_meter.Total.Count, Is.EqualTo(1));
    }
}
