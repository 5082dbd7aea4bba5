using LoadTests.Measuring;
using LoadTests.Reporting.Results;

namespace UnitTests.Load.Running;

/// <summary>The latencies on which every judgement is based.</summary>
internal sealed class LatencyHistogramTests
{
    private static readonly double[] s_percents = [1, 50, 90, 95, 99, 99.9, 100];

    [Test]
    public void Empty_histogram_has_an_empty_summary() =>
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
    public void Single_duration_is_every_percentile(long us)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(us);
        foreach (double percent in s_percents)
        {
            Assert.That(histogram.Percentile(percent), Is.EqualTo((double)us));
        }
    }

    [Test]
    public void Percentiles_are_right_to_three_digits_over_six_powers_of_ten()
    {
        int seed = Random.Shared.Next();
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
                histogram.Percentile(percent), Is.EqualTo(exact).Within(0.1).Percent);
        }

        LatencySummary summary = histogram.Summarise();
        Assert.That(summary.MinUs, Is.EqualTo(all[0]));
        Assert.That(summary.MaxUs, Is.EqualTo(all[^1]));
        Assert.That(summary.AverageUs, Is.EqualTo(all.Average()).Within(0.1).Percent);
    }

    [Test]
    public void Bars_hold_all_recorded_values_in_ascending_order()
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
    public void Value_out_of_range_counts_at_the_edge()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(-5);
        histogram.Record(long.MaxValue);
        Assert.That(histogram.Summarise().MinUs, Is.Zero);
        Assert.That(histogram.Percentile(100), Is.GreaterThan(1e12));
    }

    [TestCase(new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 0.1, 1)]
    [TestCase(new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 10, 1)]
    [TestCase(new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 10.1, 2)]
    [TestCase(new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 50, 5)]
    [TestCase(new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 51, 6)]
    [TestCase(new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 90, 9)]
    [TestCase(new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 91, 10)]
    [TestCase(new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 100, 10)]
    [TestCase(new long[] { 1, 2, 3 }, 50, 2)]
    [TestCase(new long[] { 1, 2, 3 }, 34, 2)]
    [TestCase(new long[] { 1, 2, 3 }, 33, 1)]
    [TestCase(new long[] { 1, 2 }, 50, 1)]
    [TestCase(new long[] { 1, 2 }, 50.1, 2)]
    [TestCase(new long[] { 1, 1, 1, 9 }, 75, 1)]
    [TestCase(new long[] { 1, 1, 1, 9 }, 76, 9)]
    public void Percentile_is_the_lowest_time_not_exceeded_by_that_share(
        long[] all, double percent, double us)
    {
        var histogram = new LatencyHistogram();
        Array.ForEach(all, histogram.Record);
        Assert.That(histogram.Percentile(percent), Is.EqualTo(us));
    }

    [Test]
    public void Each_percentile_of_a_summary_has_its_own_field()
    {
        var histogram = new LatencyHistogram();
        (int Times, long Us)[] all = [(500, 1), (400, 2), (50, 3), (40, 4), (9, 5), (1, 6)];
        foreach ((int times, long us) in all)
        {
            for (int i = 0; i < times; i++)
            {
                histogram.Record(us);
            }
        }

        LatencySummary s = histogram.Summarise();
        Assert.That(s.Count, Is.EqualTo(1000));
        Assert.That(
            (s.MinUs, s.P50Us, s.P90Us, s.P95Us, s.P99Us, s.P999Us, s.MaxUs),
            Is.EqualTo((1.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0)));
        Assert.That(s.AverageUs, Is.EqualTo(1.661).Within(0.1).Percent);
    }

    [TestCase(2047, 2047)]
    [TestCase(2048, 2049, Description = "from here on a bucket holds two")]
    [TestCase(2049, 2049)]
    [TestCase(2050, 2051)]
    [TestCase(4095, 4095)]
    [TestCase(4096, 4099, Description = "and from here on four")]
    public void Percentile_is_the_upper_end_of_its_bucket(long us, double upper)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(us);
        histogram.Record(1_000_000);
        Assert.That(histogram.Percentile(50), Is.EqualTo(upper));
        Assert.That(histogram.Percentile(100), Is.EqualTo(1_000_000), "never above the highest");
    }

    [Test]
    public void Bar_is_one_microsecond_wide_and_later_a_sixteenth_of_a_power_of_two()
    {
        var histogram = new LatencyHistogram();
        long[] all = [254, 255, 255, 256, 271, 272, 511, 512, 543, 544];
        Array.ForEach(all, histogram.Record);
        Assert.That(
            histogram.Summarise().Buckets.Select(static b => (b.UpToUs, b.Count)),
            Is.EqualTo(new (double, long)[]
            {
                (254, 1), (255, 2), (271, 2), (287, 1), (511, 1), (543, 2), (575, 1),
            }));
    }

    [TestCase((1L << 40) - 2)]
    [TestCase((1L << 40) - 1)]
    [TestCase(1L << 40)]
    public void Highest_time_is_twelve_days(long us)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(us);
        Assert.That(
            histogram.Summarise().MaxUs, Is.EqualTo((double)Math.Min(us, (1L << 40) - 1)));
    }

    [Test]
    public void Recording_allocates_nothing()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int us = 0; us < 10_000; us++)
        {
            histogram.Record(us);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Cleared_histogram_equals_a_new_one()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(2);
        histogram.Record(100_000);
        histogram.Clear();
        Assert.That(histogram.Count, Is.Zero);
        Assert.That(histogram.Summarise(), Is.SameAs(LatencySummary.None));
        var fresh = new LatencyHistogram();
        fresh.Record(500);
        histogram.Record(500);
        ExpectSame(histogram, fresh);
    }

    private static void ExpectSame(LatencyHistogram histogram, LatencyHistogram expected)
    {
        LatencySummary actual = histogram.Summarise();
        LatencySummary wanted = expected.Summarise();
        Assert.That(actual with { Buckets = [] }, Is.EqualTo(wanted with { Buckets = [] }));
        Assert.That(actual.Buckets, Is.EqualTo(wanted.Buckets));
    }
}
