using System.Diagnostics;
using LoadTests.Measuring;

namespace UnitTests.Load.Running;

/// <summary>What belongs to a measurement, and what comes before or after it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MeterTests
{
    private readonly Meter _meter = new() { FromTicks = 100, ToTicks = 200 };

    [TestCase(99, 0)]
    [TestCase(100, 1)]
    [TestCase(199, 1)]
    [TestCase(200, 0)]
    public void What_is_due_from_the_start_to_before_the_end_counts(long dueTicks, int counted)
    {
        _meter.AddSent(dueTicks, deliveries: 3);
        _meter.AddReceived(dueTicks, nowTicks: dueTicks + 1000);
        Assert.That(_meter.Sent, Is.EqualTo(counted));
        Assert.That(_meter.Expected, Is.EqualTo(3 * counted));
        Assert.That(_meter.Received, Is.EqualTo(counted));
        Assert.That(_meter.Total.Count, Is.EqualTo(counted));
        Assert.That(_meter.Second.Count, Is.EqualTo(counted));
    }

    [Test]
    public void Nothing_counts_before_a_measurement_has_begun()
    {
        var meter = new Meter();
        meter.AddSent(0, 1);
        meter.AddReceived(0, 1);
        Assert.That((meter.Sent, meter.Expected, meter.Received), Is.EqualTo((0L, 0L, 0L)));
        Assert.That(meter.Seconds, Is.Zero);
    }

    [Test]
    public void A_measurement_is_as_long_as_from_its_start_to_its_end()
    {
        _meter.FromTicks = 5 * Stopwatch.Frequency;
        _meter.ToTicks = 7 * Stopwatch.Frequency;
        Assert.That(_meter.Seconds, Is.EqualTo(2));
    }

    [Test]
    public void A_latency_is_the_time_from_when_a_message_was_due_in_microseconds()
    {
        long ms = Stopwatch.Frequency / 1000;
        _meter.FromTicks = 0;
        _meter.ToTicks = 100 * ms;
        _meter.AddReceived(30 * ms, nowTicks: 32 * ms);
        Assert.That(_meter.Total.Percentile(100), Is.EqualTo(2000));
        Assert.That(_meter.Second.Percentile(100), Is.EqualTo(2000));
    }

    [Test]
    public void A_scenario_that_measures_something_else_counts_deliveries_without_their_times()
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
    public void The_times_of_a_second_are_cleared_apart_from_the_total()
    {
        _meter.AddReceived(150, nowTicks: 160);
        _meter.Second.Clear();
        Assert.That(_meter.Total.Count, Is.EqualTo(1));
    }
}
