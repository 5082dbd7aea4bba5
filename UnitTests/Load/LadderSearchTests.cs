using LoadTests.Comparing;

namespace UnitTests.Load;

/// <summary>The search for the highest load that passes.</summary>
internal sealed class LadderSearchTests
{
    [Test]
    public void Capacity_is_found_to_within_an_eighth([Random(20)] int seed)
    {
        var random = new Random(seed);
        double real = Math.Pow(10, random.NextDouble() * 4);
        var search = new LadderSearch(100, 15_000);
        int steps = RunStep(search, load => load <= real);
        Assert.That(search.Capacity, Is.LessThanOrEqualTo(real), $"seed {seed}");
        Assert.That(search.Capacity * 1.125, Is.GreaterThanOrEqualTo(real - 2), $"seed {seed}");
        Assert.That(steps, Is.LessThan(20), $"seed {seed}");
    }

    [Test]
    public void Capacity_is_zero_if_no_load_passes()
    {
        var search = new LadderSearch(100, 15_000);
        RunStep(search, static _ => false);
        Assert.That(search.Capacity, Is.Zero);
    }

    [Test]
    public void Capacity_is_the_maximum_if_every_load_passes()
    {
        var tried = new List<double>();
        var search = new LadderSearch(100, 15_000);
        RunStep(search, load =>
        {
            tried.Add(load);
            return true;
        });
        Assert.That(search.Capacity, Is.EqualTo(15_000));
        Assert.That(
            tried,
            Is.EqualTo(
                new double[] { 100, 200, 400, 800, 1600, 3200, 6400, 12_800, 15_000, 15_000 }),
            "the last one is repeated");
    }

    [TestCase(100, 15_000, 700, new double[] { 100, 200, 400, 800, 600, 700, 750 }, 700)]
    [TestCase(100, 15_000, 99, new double[] { 100, 50, 75, 88, 94 }, 94)]
    [TestCase(100, 400, 400, new double[] { 100, 200, 400 }, 400)]
    [TestCase(100, 400, 399, new double[] { 100, 200, 400, 300, 350, 375 }, 375)]
    [TestCase(100, 50, 50, new double[] { 50 }, 50, Description = "the first is too much")]
    [TestCase(1, 10, 0, new double[] { 1 }, 0)]
    [TestCase(2, 10, 0, new double[] { 2, 1 }, 0)]
    [TestCase(2, 10, 1, new double[] { 2, 1 }, 1)]
    [TestCase(1, 10, 2, new double[] { 1, 2, 4, 3 }, 2)]
    [TestCase(8, 100, 8, new double[] { 8, 16, 12, 10, 9 }, 8, Description = "next to each other")]
    [TestCase(800, 5000, 800, new double[] { 800, 1600, 1200, 1000, 900 }, 800,
        Description = "an eighth apart")]
    public void Load_is_doubled_until_a_failure_and_then_halved(
        double first, double most, double real, double[] loads, double capacity)
    {
        var tried = new List<double>();
        var search = new LadderSearch(first, most);
        RunStep(search, load =>
        {
            tried.Add(load);
            return load <= real;
        });
        double[] repeat = capacity > 0 ? [capacity] : [];
        Assert.That(tried, Is.EqualTo(loads.Concat(repeat)));
        Assert.That(search.IsRepeated, Is.EqualTo(capacity > 0));
        Assert.That(search.Capacity, Is.EqualTo(capacity));
    }

    [Test]
    public void Load_that_fails_when_repeated_is_replaced_by_the_next_lower_one()
    {
        var tried = new List<(double Load, bool IsRepeat)>();
        var search = new LadderSearch(100, 800);

        // 100, 200 and 400 hold; 400 and 200 break when they are repeated.
        RunStep(search, load =>
        {
            tried.Add((load, search.IsRepeating));
            return search.IsRepeating ? load < 200 : load <= 400;
        });
        Assert.That(search.Capacity, Is.EqualTo(100));
        Assert.That(search.IsRepeated, Is.True);
        Assert.That(
            tried.Where(static t => t.IsRepeat).Select(static t => t.Load),
            Is.EqualTo(new double[] { 400, 200, 100 }));
    }

    [Test]
    public void Capacity_is_zero_when_no_load_holds_again()
    {
        var search = new LadderSearch(100, 800);
        RunStep(search, load => !search.IsRepeating && load <= 200);
        Assert.That(search.Capacity, Is.Zero);
        Assert.That(search.IsRepeated, Is.False);
    }

    [Test]
    public void Search_ends_with_inconsistent_results_too([Random(20)] int seed)
    {
        var random = new Random(seed);
        RunStep(new LadderSearch(50, 1_000_000), _ => random.Next(2) == 0);
    }

    /// <returns>The number of loads tried.</returns>
    private static int RunStep(LadderSearch search, Func<double, bool> holds)
    {
        int steps = 0;
        for (; !search.IsOver; steps++)
        {
            Assert.That(steps, Is.LessThan(60), "it has to end");
            Assert.That(search.Next, Is.GreaterThanOrEqualTo(1).And.EqualTo((int)search.Next));
            search.Report(holds(search.Next));
        }

        return steps;
    }
}
