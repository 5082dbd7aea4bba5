using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Verdicts;
using LoadTests.Sentences;

namespace UnitTests.Load.Reporting;

/// <summary>The conclusions that a report draws from its results.</summary>
internal sealed class ReportTests
{
    private static readonly ScenarioReport s_good = new()
    {
        Name = "echo",
        Description = string.Empty,
        Settings = string.Empty,
        Connections = 1,
        Seconds = 10,
        Sent = 4,
        Expected = 8,
        Received = 6,
        GeneratorCpuSeconds = 9,
        Thresholds = [new ThresholdResult("p99", "", true)],
        Server = new ServerUsage
        {
            CpuSeconds = 9,
            WorkingSetBytes = 1,
            Threads = 1,
            AllocatedBytes = 100,
        },
    };

    private static readonly RunReport s_run = new()
    {
        Runner = "test",
        Machine = "test",
        DotNetVersion = "10",
        Commit = "unknown",
        StartedUtc = DateTime.UnixEpoch,
        Scenarios = [s_good, s_good],
    };

    [TestCase(0, 0, 1)]
    [TestCase(0, 8, 0)]
    [TestCase(6, 8, 0.75)]
    [TestCase(8, 8, 1)]
    public void Reach_is_received_divided_by_expected(long received, long expected, double reach) =>
        Assert.That(
            (s_good with { Received = received, Expected = expected }).Reach(),
            Is.EqualTo(reach));

    [Test]
    public void Allocated_bytes_are_reported_per_sent_message()
    {
        Assert.That(s_good.AllocatedPerMessage(), Is.EqualTo(25));
        Assert.That((s_good with { Sent = 0 }).AllocatedPerMessage(), Is.Null);
        Assert.That((s_good with { Server = null }).AllocatedPerMessage(), Is.Null);
    }

    [Test]
    public void Scenario_passes_if_all_of_its_thresholds_pass()
    {
        var failed = new ThresholdResult("reach", "", false);
        Assert.That((s_good with { Thresholds = [] }).HasPassed(), Is.True, "none");
        Assert.That(s_good.HasPassed(), Is.True, "one that passed");
        Assert.That(
            (s_good with { Thresholds = [.. s_good.Thresholds, failed] }).HasPassed(),
            Is.False,
            "the second one failed");
    }

    [Test]
    public void Run_fails_if_any_scenario_fails()
    {
        ScenarioReport bad = s_good with { Thresholds = [new ThresholdResult("p99", "", false)] };
        Assert.That(s_run.HasPassed(), Is.True, "both passed");
        Assert.That((s_run with { Scenarios = [s_good, bad] }).HasPassed(), Is.False, "one failed");
    }

    [TestCase(-1, false)]
    [TestCase(0, false)]
    [TestCase(1, true)]
    public void Run_fails_if_no_step_of_its_ladder_passed(double capacity, bool passes) =>
        Assert.That(
            (s_run with
            {
                Ladder = new LadderReport
                {
                    Objective = "",
                    Unit = "clients",
                    Settings = "",
                    Steps = [],
                    Capacity = capacity,
                },
            }).HasPassed(),
            Is.EqualTo(passes));

    [TestCase(null, null, true)]
    [TestCase(null, "1 lost", true, Description = "the server that is compared with")]
    [TestCase("1 lost", null, false)]
    public void Run_fails_if_the_first_server_of_a_comparison_has_errors(
        string? first, string? second, bool passes) => Assert.That(
            (s_run with
            {
                Comparison = new ComparisonReport
                {
                    First = "one",
                    Second = "two",
                    Rounds = 1,
                    Rows =
                    [
                        new ComparisonRow("a", 1, new ComparisonSide(), new ComparisonSide()),
                        new ComparisonRow(
                            "b",
                            1,
                            new ComparisonSide { Note = first },
                            new ComparisonSide { Note = second }),
                    ],
                },
            }).HasPassed(),
            Is.EqualTo(passes));

    [TestCase(9, 8.9, false, Description = "below nine tenths of two cores for ten seconds")]
    [TestCase(9, 9.0, true)]
    [TestCase(8.9, 9, false)]
    public void Machine_is_full_at_nine_tenths_of_its_cores(
        double server, double generator, bool isFull) => Assert.That(
            Saturation.Warn(Used(server, generator), cores: 2),
            isFull ? Is.Not.Null : Is.Null);

    [Test]
    public void Generator_is_named_if_it_used_more_CPU_than_the_server()
    {
        string? generator = Saturation.Warn(Used(9, 9.1), cores: 2);
        Assert.That(generator, Is.EqualTo(VerdictSentences.CoresBusyWithGenerator));
        Assert.That(Saturation.Warn(Used(9, 9), 2), Is.Not.Null.And.Not.EqualTo(generator));
        Assert.That(Saturation.Warn(Used(9.1, 9), 2), Is.Not.Null.And.Not.EqualTo(generator));
    }

    [Test]
    public void Unmeasured_machine_is_not_full()
    {
        Assert.That(Saturation.Warn(Used(9, 9) with { Seconds = 0 }, 2), Is.Null);
        Assert.That(Saturation.Warn(Used(0, 17.9) with { Server = null }, 2), Is.Null);
        Assert.That(Saturation.Warn(Used(0, 18) with { Server = null }, 2), Is.Not.Null);
    }

    [Test]
    public void Hostile_results_are_summed_by_kind_and_by_close_reason()
    {
        IReadOnlyList<HostileFigures> sum = HostileFigures.Sum(
        [
            Hostile("flood", 2, 1, ("Flood", 1), ("left", 1)),
            Hostile("slow", 5, 0, ("TooLate", 4)),
            Hostile("flood", 3, 2, ("Flood", 2)),
        ]);
        Assert.That(sum.Select(static f => (f.Kind, f.Connections, f.InHonestRooms, f.Ended())),
            Is.EqualTo(new[] { ("flood", 5L, 3L, 4L), ("slow", 5L, 0L, 4L) }));
        Assert.That(Figures.Ends(sum[0]), Is.EqualTo("Flood 3, left 1"));
        Assert.That(
            Figures.Connections(sum[0]),
            Is.EqualTo(HostileSentences.Connections("5", "3")));
        Assert.That(Figures.Connections(sum[1]), Is.EqualTo(
            HostileSentences.Connections("5", null)));
    }

    private static ScenarioReport Used(double server, double generator) => s_good with
    {
        GeneratorCpuSeconds = generator,
        Server = s_good.Server! with { CpuSeconds = server },
    };

    private static HostileFigures Hostile(
        string kind,
        long connections,
        long inHonestRooms,
        params (string End, long Count)[] ends) =>
        new(kind, connections, ends.ToDictionary(static e => e.End, static e => e.Count))
        {
            InHonestRooms = inHonestRooms,
        };
}
