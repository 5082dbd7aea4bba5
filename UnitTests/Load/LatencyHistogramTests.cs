using LoadTests.Reporting;
using LoadTests.Running;

namespace UnitTests.Load;

/// <summary>The figures that everything is judged by.</summary>
internal sealed class LatencyHistogramTests
{
    private static readonly double[] s_percents = [1, 50, 90, 95, 99, 99.9, 100];

    [Test]
    public void Nothing_recorded_is_nothing() =>
        Assert.That(new LatencyHistogram().Summarise(), Is.SameAs(LatencySummary.None));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(127)]
    [TestCase(255)]
    [TestCase(256)]
    [TestCase(257)]
    [TestCase(65_535)]
    [TestCase(65_536)]
    [TestCase(1_000_000_000)]
    public void One_duration_is_all_of_its_percentiles(long us)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(us);
        foreach (double percent in s_percents)
        {
            Assert.That(histogram.Percentile(percent), Is.EqualTo((double)us));
        }
    }

    [Test]
    public void Percentiles_are_right_to_one_percent_over_six_powers_of_ten()
    {
        int seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var histogram = new LatencyHistogram();
        long[] all =
        [
            .. Enumerable.Range(0, 20_000).Select(_ => (long)Math.Pow(10, random.NextDouble() * 6)),
        ];
        Array.ForEach(all, histogram.Record);
        Array.Sort(all);
        foreach (double percent in s_percents)
        {
            double exact = all[(int)Math.Ceiling(all.Length * percent / 100) - 1];
            Assert.That(
                histogram.Percentile(percent), Is.EqualTo(exact).Within(1).Percent);
        }

        LatencySummary summary = histogram.Summarise();
        Assert.That(summary.MinUs, Is.EqualTo(all[0]));
        Assert.That(summary.MaxUs, Is.EqualTo(all[^1]));
        Assert.That(summary.AverageUs, Is.EqualTo(all.Average()).Within(1e-6).Percent);
    }

    [Test]
    public void Bars_hold_all_that_was_recorded_in_rising_order()
    {
        var histogram = new LatencyHistogram();
        for (int us = 0; us < 100_000; us += 7)
        {
            histogram.Record(us);
        }

        IReadOnlyList<LatencyBucket> bars = histogram.Summarise().Buckets;
        Assert.That(bars.Sum(static b => b.Count), Is.EqualTo(histogram.Count));
        Assert.That(bars.Select(static b => b.UpToUs), Is.Ordered.Ascending);
        Assert.That(bars[^1].UpToUs, Is.GreaterThanOrEqualTo(99_995));
    }

    [Test]
    public void What_is_out_of_range_counts_at_its_edge()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(-5);
        histogram.Record(long.MaxValue);
        Assert.That(histogram.Summarise().MinUs, Is.Zero);
        Assert.That(histogram.Percentile(100), Is.GreaterThan(1e12));
    }

    [Test]
    public void Two_together_are_as_one_and_a_cleared_one_is_empty()
    {
        var first = new LatencyHistogram();
        var second = new LatencyHistogram();
        first.Record(10);
        second.Record(1000);
        first.Add(second);
        Assert.That(first.Count, Is.EqualTo(2));
        Assert.That(first.Percentile(100), Is.EqualTo(1000));
        first.Clear();
        Assert.That(first.Summarise(), Is.SameAs(LatencySummary.None));
    }
}
