using LoadTests.Comparing;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Scenarios;

namespace UnitTests.Load;

/// <summary>Pairs of runs that differ in one condition, repeated several times.</summary>
internal sealed class PairedRoundsTests
{
    private const double Times = 2;

    private static readonly TimeSpan s_floor = TimeSpan.FromMilliseconds(2);

    [TestCase(3000, 6000, true)]
    [TestCase(3000, 6001, false)]
    [TestCase(500, 4000, true)]
    [TestCase(500, 4001, false)]
    [TestCase(9000, 100, true)]
    public void P99_may_be_twice_the_control_or_twice_the_floor(
        double withoutUs, double withUs, bool passes)
    {
        ThresholdResult result = PairedRounds
            .Join([(Report(withoutUs), Report(withUs))], s_floor, Times)
            .Thresholds[^1];
        Assert.That(result.HasPassed, Is.EqualTo(passes), result.Measured);
    }

    [Test]
    public void Scenario_may_allow_less_than_twice_the_control()
    {
        foreach ((double p99, bool passes) in new[] { (3600.0, true), (3601.0, false) })
        {
            ThresholdResult result = PairedRounds
                .Join([(Report(3000), Report(p99))], s_floor, maxTimes: 1.2)
                .Thresholds[^1];
            Assert.That(result.HasPassed, Is.EqualTo(passes), result.Measured);
            Assert.That(result.Text, Does.StartWith("p99 ≤ 1.2 x"));
        }
    }

    [Test]
    public void Medians_are_compared_and_the_middle_round_is_reported()
    {
        ScenarioReport report = PairedRounds.Join(
            [
                (Report(1000), Report(3000)), (Report(3000), Report(90_000)),
                (Report(2000), Report(2500)),
            ],
            s_floor,
            Times);
        Assert.That(report.Latency.P99Us, Is.EqualTo(3000));
        Assert.That(
            report.Thresholds[^1].Measured, Is.EqualTo("3.00 ms, control run 2.00 ms"));
        Assert.That(report.Thresholds[^1].HasPassed, Is.True);
        Assert.That(report.Rounds[1], Is.EqualTo(new PairedP99(3000, 90_000)));
        Assert.That(report.Settings, Does.EndWith("medians of 3 rounds"));
    }

    [Test]
    public void Round_without_a_measurement_fails()
    {
        ScenarioReport nothing = Report(0) with { Latency = LatencySummary.None };
        Assert.That(Last((nothing, Report(1))).HasPassed, Is.False);
        Assert.That(Last((Report(1), nothing)).HasPassed, Is.False);
    }

    [Test]
    public void Failure_in_any_round_fails_the_whole_and_is_counted()
    {
        var passed = new ThresholdResult("no errors", "none", true);
        var failed = new ThresholdResult("no errors", "1 lost", false);
        var lost = new Dictionary<string, long> { ["lost"] = 1 };
        ScenarioReport good = Report(1000) with { Thresholds = [passed] };
        ScenarioReport bad = good with
        {
            Thresholds = [failed],
            Errors = lost,
            Examples = ["lost: x"],
        };
        ScenarioReport report = PairedRounds.Join([(bad, good), (good, good)], s_floor, Times);
        Assert.That(report.Thresholds[0], Is.EqualTo(failed));
        Assert.That(report.Errors, Is.EqualTo(lost));
        Assert.That(report.Examples, Is.EqualTo(new[] { "lost: x" }));
        Assert.That(report.HasPassed(), Is.False);
        Assert.That(PairedRounds.Join([(good, good)], s_floor, Times).HasPassed(), Is.True);
    }

    [Test]
    public void Close_reasons_of_all_rounds_are_summed()
    {
        ScenarioReport report = Report(1) with
        {
            Hostile =
            [
                new HostileFigures("floods", 5, new Dictionary<string, long> { ["Flood"] = 2 })
                {
                    InHonestRooms = 3,
                },
            ],
        };
        HostileFigures sum = PairedRounds
            .Join([(Report(1), report), (Report(1), report)], s_floor, Times)
            .Hostile.Single();
        Assert.That(sum.Connections, Is.EqualTo(10));
        Assert.That(sum.Ended(), Is.EqualTo(4));
        Assert.That(sum.InHonestRooms, Is.EqualTo(6));
        Assert.That(Figures.Ends(sum), Is.EqualTo("Flood 4"));
    }

    [Test]
    public void Each_round_runs_both_sides_and_a_stop_ends_after_the_current_run()
    {
        using var stop = new CancellationTokenSource();
        var ran = new List<bool>();
        PairedRounds.Run(
            static () => new HostileFlood(),
            9,
            s_floor,
            scenario =>
            {
                ran.Add(scenario.Without is not null);
                if (ran.Count == 3)
                {
                    stop.Cancel();
                }

                return Report(1);
            },
            stop.Token);
        Assert.That(ran, Is.EqualTo(new[] { false, true, false, true }));
    }

    private static ThresholdResult Last((ScenarioReport Without, ScenarioReport With) round) =>
        PairedRounds.Join([round], s_floor, Times).Thresholds[^1];

    private static ScenarioReport Report(double p99Us) => new()
    {
        Name = "hostile",
        Description = string.Empty,
        Settings = "settings",
        Connections = 1,
        Seconds = 1,
        Sent = 10,
        Expected = 10,
        Received = 10,
        GeneratorCpuSeconds = 0,
        Latency = new LatencySummary { Count = 10, P99Us = p99Us },
    };
}
