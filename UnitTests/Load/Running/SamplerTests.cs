using System.Diagnostics;
using LoadTests.Reporting.Results;
using LoadTests.Running;
using LoadTests.Scenarios;
using LoadTests.Sentences;
using LoadTests.Staging;
using UnitTests.Load.Scenarios;

namespace UnitTests.Load.Running;

/// <summary>The results of each second, and their place in the report.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SamplerTests : IDisposable
{
    private static readonly long s_second = Stopwatch.Frequency;

    private readonly Stage _stage = StageSetting.Make(
        new RunSettings { Clients = 1, Duration = TimeSpan.FromSeconds(10) });

    private readonly Sampler _sampler;

    public SamplerTests()
    {
        _stage.Meter.FromTicks = 0;
        _stage.Meter.ToTicks = long.MaxValue;
        _sampler = new Sampler(_stage, server: null);
        _sampler.Start(0);
    }

    public void Dispose() => _stage.Dispose();

    [TestCase(-1, 0)]
    [TestCase(0, 1)]
    [TestCase(1, 1)]
    public void Sample_is_taken_at_the_end_of_a_second(int ticksOver, int samples)
    {
        _sampler.Tick(s_second + ticksOver);
        Assert.That(_sampler.Series, Has.Count.EqualTo(samples));
    }

    [Test]
    public void Each_sample_has_the_rates_and_times_of_its_own_second()
    {
        Send(messages: 30, deliveries: 20, us: 1000);
        _sampler.Tick(2 * s_second);
        Send(messages: 5, deliveries: 7, us: 3000);
        _sampler.Tick(3 * s_second);
        _sampler.Tick(4 * s_second);
        SecondSample[] series = [.. _sampler.Series];
        Assert.That(
            series.Select(static s => (s.AtSeconds, s.SentPerSecond, s.ReceivedPerSecond)),
            Is.EqualTo(new[] { (2.0, 15.0, 10.0), (3.0, 5.0, 7.0), (4.0, 0.0, 0.0) }));
        double?[] times = [1000, 3000, null];
        Assert.That(series.Select(static s => s.P50Us), Is.EqualTo(times));
        Assert.That(series.Select(static s => s.P99Us), Is.EqualTo(times));
        Assert.That(_stage.Meter.Total.Count, Is.EqualTo(27));
    }

    [TestCase(-1, 1)]
    [TestCase(0, 2)]
    public void Last_second_counts_after_a_quarter_of_it(int ticksOver, int samples)
    {
        _sampler.Tick(s_second);
        _sampler.Finish(s_second + (s_second / 4) + ticksOver);
        Assert.That(_sampler.Series, Has.Count.EqualTo(samples));
    }

    [Test]
    public void Results_of_an_external_server_are_missing()
    {
        _sampler.Tick(s_second);
        _sampler.Finish(s_second);
        Assert.That(_sampler.Server, Is.Null);
        Assert.That(_sampler.Series[0].ServerCpuPercent, Is.Null);
        Assert.That(_sampler.Series[0].ServerMemoryMB, Is.Null);
    }

    [TestCase(9.5, false)]
    [TestCase(9.4, true)]
    public void Report_states_that_a_measurement_ended_early(double seconds, bool isEarly)
    {
        _stage.Meter.ToTicks = (long)(seconds * s_second);
        string settings = Report().Settings;
        Assert.That(settings.EndsWith(ScenarioSentences.EndedEarly), Is.EqualTo(isEarly), settings);
        Assert.That(settings, Does.StartWith("1 client, the pace, "));
    }

    [Test]
    public void Report_states_that_nothing_was_measured()
    {
        _stage.Meter.FromTicks = long.MaxValue;
        ScenarioReport report = Report();
        Assert.That(report.Settings, Does.EndWith(ScenarioSentences.NothingMeasured));
        Assert.That(report.Seconds, Is.Zero);
    }

    [Test]
    public void Report_has_each_count_of_the_measurement_in_its_field()
    {
        _stage.Meter.ToTicks = 10 * s_second;
        Send(messages: 3, deliveries: 2, us: 1000);
        ScenarioReport report = Report();
        Assert.That(
            (report.Sent, report.Expected, report.Received, report.Seconds),
            Is.EqualTo((3L, 12L, 2L, 10.0)));
        Assert.That(report.Latency.Count, Is.EqualTo(2));
        Assert.That(report.Thresholds.Select(static t => t.HasPassed), Is.EqualTo(
            new[] { true, false, true }), "no errors, full reach, p99");
        Assert.That(report.GeneratorBytesPerClient, Is.Null, "too few to tell");
    }

    private ScenarioReport Report() =>
        ScenarioResult.Make(new Echo(), _stage, _sampler, server: null, "the pace");

    private void Send(int messages, int deliveries, long us)
    {
        for (int i = 0; i < messages; i++)
        {
            _stage.Meter.AddSent(0, deliveries: 4);
        }

        for (int i = 0; i < deliveries; i++)
        {
            _stage.Meter.AddReceived(0, us * s_second / 1_000_000);
        }
    }
}
