using LoadTests.Reporting.Results;
using LoadTests.Reporting.Verdicts;
using LoadTests.Sentences;

namespace UnitTests.Load.Running;

/// <summary>The thresholds that make a run fail.</summary>
internal sealed class ThresholdTests
{
    private static readonly ScenarioReport s_good = new()
    {
        Name = "echo",
        Description = string.Empty,
        Settings = string.Empty,
        Connections = 1,
        Seconds = 1,
        Sent = 10,
        Expected = 10,
        Received = 10,
        GeneratorCpuSeconds = 0,
        Latency = new LatencySummary { Count = 10, P99Us = 5000 },
    };

    [Test]
    public void Any_error_fails_and_is_named()
    {
        Assert.That(Threshold.NoErrors.Check(s_good).HasPassed, Is.True);
        ThresholdResult result = Threshold.NoErrors.Check(
            s_good with { Errors = new Dictionary<string, long> { ["lost"] = 3 } });
        Assert.That(result, Is.EqualTo(new ThresholdResult("no errors", "3 lost", false)));
    }

    [TestCase(9, 10, false)]
    [TestCase(10, 10, true)]
    [TestCase(0, 0, false)]
    public void Incomplete_reach_fails(long received, long expected, bool passes) => Assert.That(
        Threshold.FullReach.Check(s_good with { Received = received, Expected = expected })
            .HasPassed,
        Is.EqualTo(passes));

    [Test]
    public void One_lost_message_in_a_million_is_not_100_percent()
    {
        ThresholdResult result = Threshold.FullReach.Check(
            s_good with { Received = 999_999, Expected = 1_000_000 });
        Assert.That(result.Measured, Is.EqualTo("> 99.99 %"));
        Assert.That(result.HasPassed, Is.False);
    }

    [TestCase(4.9, false)]
    [TestCase(5.0, true)]
    [TestCase(5.1, true)]
    public void P99_limit_is_inclusive(double limitMs, bool passes) => Assert.That(
        Threshold.P99(TimeSpan.FromMilliseconds(limitMs)).Check(s_good).HasPassed,
        Is.EqualTo(passes));

    [Test]
    public void P99_without_a_measurement_fails() => Assert.That(
        Threshold.P99(TimeSpan.FromSeconds(1))
            .Check(s_good with { Latency = LatencySummary.None })
            .HasPassed,
        Is.False);

    [TestCase(100, 136, true)]
    [TestCase(100, 137, false)]
    public void Memory_may_grow_by_a_fifth_and_16_MB(double from, double to, bool passes)
    {
        SecondSample[] series = [Sample(from), Sample(from), Sample(to)];
        Assert.That(
            Threshold.FlatMemory(0.2).Check(s_good with { Series = series }).HasPassed,
            Is.EqualTo(passes));
    }

    [Test]
    public void Errors_are_listed_with_their_counts()
    {
        ThresholdResult result = Threshold.NoErrors.Check(s_good with
        {
            Errors = new Dictionary<string, long> { ["lost"] = 1234, ["delay"] = 1 },
        });
        Assert.That(result.Measured, Is.EqualTo(
            $"{VerdictSentences.ErrorCount(1234, "lost")}, "
            + VerdictSentences.ErrorCount(1, "delay")));
        Assert.That(Threshold.NoErrors.Check(s_good).Measured, Is.EqualTo(VerdictSentences.None));
    }

    [TestCase(new long[] { }, false)]
    [TestCase(new long[] { 0 }, false)]
    [TestCase(new long[] { 1, 0 }, false)]
    [TestCase(new long[] { 0, 1 }, false)]
    [TestCase(new long[] { 1, 2 }, true)]
    public void Every_hostile_kind_must_have_connected(long[] connections, bool passes)
    {
        ThresholdResult result = Threshold.AllHostileConnected.Check(s_good with
        {
            Hostile =
            [
                .. connections.Select(static (n, i) =>
                    new HostileFigures($"{i}", n, new Dictionary<string, long>())),
            ],
        });
        Assert.That(result.HasPassed, Is.EqualTo(passes));
        Assert.That(result.Measured, Is.EqualTo(
            VerdictSentences.HostileKinds(
                connections.Count(static n => n > 0), connections.Length)));
    }

    [TestCase(5000.0, true)]
    [TestCase(5000.1, false)]
    [TestCase(4999.9, true)]
    public void P99_is_compared_in_microseconds(double p99Us, bool passes)
    {
        ThresholdResult result = Threshold.P99(TimeSpan.FromMilliseconds(5)).Check(
            s_good with { Latency = new LatencySummary { Count = 1, P99Us = p99Us } });
        Assert.That(result.HasPassed, Is.EqualTo(passes));
        Assert.That(result.Text, Is.EqualTo(VerdictSentences.P99(5)));
    }

    [TestCase(19, new[] { 1.0, 9.0 }, Description = "a tenth is one sample")]
    [TestCase(20, new[] { 1.5, 8.5 }, Description = "a tenth is two samples")]
    public void Memory_is_compared_between_the_first_and_the_last_tenth(int samples, double[] ends)
    {
        double[] middle = [.. Enumerable.Repeat(500.0, samples - 4)];
        double[] all = [1, 2, .. middle, 8, 9];
        ThresholdResult result = Threshold.FlatMemory(0.2).Check(
            s_good with { Series = [.. all.Select(Sample)] });
        Assert.That(result.Measured, Is.EqualTo(
            VerdictSentences.Memory(ends[0], ends[1])));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void Unknown_memory_does_not_fail(int samples)
    {
        SecondSample unknown = Sample(1) with { ServerMemoryMB = null };
        ThresholdResult result = Threshold.FlatMemory(0.2).Check(s_good with
        {
            Series = [unknown, .. Enumerable.Repeat(Sample(1), samples), unknown],
        });
        Assert.That(result, Is.EqualTo(new ThresholdResult(
            VerdictSentences.FlatMemory(0.2), VerdictSentences.NotMeasured, true)));
    }

    private static SecondSample Sample(double memoryMB) => new()
    {
        AtSeconds = 1,
        SentPerSecond = 0,
        ReceivedPerSecond = 0,
        ServerMemoryMB = memoryMB,
    };
}
