using LoadTests.Reporting.Charts;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;

namespace UnitTests.Load.Reporting;

internal sealed class ScaleTests
{
    [Test]
    public void Axis_contains_its_values_and_a_few_round_marks([Random(8)] int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++)
        {
            double min = Math.Pow(10, (random.NextDouble() * 12) - 4);
            double max = min * Math.Pow(10, random.NextDouble() * 6);
            foreach (Scale scale in new[]
            {
                Scale.Linear(max, Figures.Trim), Scale.LinearTo(max, Figures.Trim),
                Scale.Log(min, max, Figures.Trim), Scale.Fit([min, max], Figures.Trim),
            })
            {
                Assert.That(scale.Marks, Has.Count.InRange(2, 13), $"{min} to {max}, seed {seed}");
                Assert.That(scale.Marks, Is.Ordered);
                Assert.That(scale.Place(max), Is.InRange(scale.Place(min), 1));
                Assert.That(scale.Place(min), Is.InRange(0, 1));
            }
        }
    }

    [Test]
    public void Range_of_zero_width_has_a_position()
    {
        Assert.That(Scale.Linear(0, Figures.Trim).Place(0), Is.Zero);
        Assert.That(Scale.Fit([], Figures.Trim).Place(0), Is.Zero);
        Assert.That(Scale.Log(5, 5, Figures.Trim).Place(5), Is.Zero);
    }

    [Test]
    public void Bins_hold_all_counts_of_the_buckets()
    {
        IReadOnlyList<LatencyBucket> buckets =
            [new(1, 5), new(2, 7), new(900, 11), new(910, 13), new(5_000_000, 1)];
        Assert.That(ScenarioCharts.Bin(buckets).Values.Sum(), Is.EqualTo(37).Within(1e-6));
    }

    [TestCase(0.5, "0.50 µs")]
    [TestCase(999.9, "1,000 µs")]
    [TestCase(1234, "1.23 ms")]
    [TestCase(56_789, "56.8 ms")]
    [TestCase(2_500_000, "2.50 s")]
    public void Times_have_three_significant_digits(double us, string text) =>
        Assert.That(Figures.Time(us), Is.EqualTo(text));

    [Test]
    public void Incomplete_share_is_never_rounded_up_to_100_percent()
    {
        Assert.That(Figures.Share(1), Is.EqualTo("100 %"));
        Assert.That(Figures.Share(0.999_999_9), Is.EqualTo("> 99.99 %"));
        Assert.That(Figures.Share(0.5), Is.EqualTo("50 %"));
        Assert.That(Figures.Share(0), Is.EqualTo("0 %"));
    }
}
