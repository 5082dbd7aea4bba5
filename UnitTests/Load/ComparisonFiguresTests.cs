using LoadTests.Comparing;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;

namespace UnitTests.Load;

/// <summary>
/// The results of a comparison and of a ladder, computed from reports of single runs.
/// </summary>
internal sealed class ComparisonFiguresTests
{
    private static readonly ScenarioReport s_report = new()
    {
        Name = "lobby",
        Description = string.Empty,
        Settings = string.Empty,
        Connections = 10,
        Seconds = 4,
        Sent = 20,
        Expected = 200,
        Received = 160,
        GeneratorCpuSeconds = 1,
        Latency = new LatencySummary { Count = 160, P50Us = 50, P99Us = 99 },
        Server = new ServerUsage
        {
            CpuSeconds = 2,
            WorkingSetBytes = 1,
            Threads = 13,
            BytesPerClient = 4321,
        },
    };

    [Test]
    public void Each_result_of_a_side_comes_from_its_own_field() => Assert.That(
        ComparisonFigures.Of(s_report),
        Is.EqualTo(new ComparisonSide
        {
            DeliveriesPerSecond = 40,
            CpuUsPerDelivery = 12_500,
            P50Us = 50,
            P99Us = 99,
            Threads = 13,
            BytesPerClient = 4321,
            Reach = 0.8,
        }));

    [Test]
    public void Unmeasured_results_are_missing()
    {
        ScenarioReport nothing = s_report with
        {
            Seconds = 0,
            Received = 0,
            Latency = LatencySummary.None,
            Server = null,
        };
        Assert.That(
            ComparisonFigures.Of(nothing),
            Is.EqualTo(
                new ComparisonSide { Reach = 0, Note = VerdictSentences.NotAllConnected }));
    }

    [Test]
    public void Errors_are_noted_with_their_counts()
    {
        var errors = new Dictionary<string, long> { ["lost"] = 1234, ["delay"] = 1 };
        Assert.That(
            ComparisonFigures.Of(s_report with { Errors = errors }).Note,
            Is.EqualTo("1,234 lost, 1 delay"));
    }

    [TestCase(new double[] { 5 }, 5)]
    [TestCase(new double[] { 5, 1 }, 5, Description = "the higher one of two")]
    [TestCase(new double[] { 9, 1, 5 }, 5)]
    [TestCase(new double[] { 1, 100, 2, 3, 50 }, 3)]
    public void Median_is_the_middle_value(double[] values, double median)
    {
        ComparisonSide side = ComparisonFigures.MedianOf([.. values.Select(static v =>
            new ComparisonSide
            {
                DeliveriesPerSecond = v,
                CpuUsPerDelivery = v + 1,
                P50Us = v + 2,
                P99Us = v + 3,
                Threads = (int)v + 4,
                BytesPerClient = v + 5,
                Reach = v + 6,
            })]);
        Assert.That(side, Is.EqualTo(new ComparisonSide
        {
            DeliveriesPerSecond = median,
            CpuUsPerDelivery = median + 1,
            P50Us = median + 2,
            P99Us = median + 3,
            Threads = (int)median + 4,
            BytesPerClient = median + 5,
            Reach = median + 6,
        }));
    }

    [Test]
    public void Median_ignores_missing_results_and_keeps_the_first_note()
    {
        ComparisonSide side = ComparisonFigures.MedianOf(
        [
            new ComparisonSide { P50Us = 9 },
            new ComparisonSide { P50Us = 3, Note = "first" },
            new ComparisonSide { Note = "second" },
            new ComparisonSide { P50Us = 5 },
        ]);
        Assert.That(side, Is.EqualTo(new ComparisonSide { P50Us = 5, Note = "first" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Ladder_step_has_its_results_and_whether_it_passed(bool hasPassed)
    {
        LadderStep step = Ladder.StepOf(
            100, s_report with { Thresholds = [new ThresholdResult("p99", "", hasPassed)] });
        Assert.That(step, Is.EqualTo(new LadderStep(100, 99, 40, hasPassed)
        {
            DeliveriesPerSecond = 40,
            ServerCpuPercent = 50,
            GeneratorCpuPercent = 25,
        }));
    }

    [Test]
    public void Ladder_step_without_a_measurement_has_no_rates()
    {
        LadderStep step = Ladder.StepOf(
            100, s_report with { Seconds = 0, Latency = LatencySummary.None });
        Assert.That(step, Is.EqualTo(new LadderStep(100, null, 40, true)));
    }
}
