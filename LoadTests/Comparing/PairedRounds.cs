using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Scenarios;
using LoadTests.Sentences;

namespace LoadTests.Comparing;

/// <summary>
/// Runs a scenario and its control run in alternating rounds, and compares the medians of p99.
/// Other work on the machine then affects both runs.
/// </summary>
internal static class PairedRounds
{
    /// <param name="make">Creates the scenario: each run has its own.</param>
    /// <param name="rounds">At least one.</param>
    /// <param name="floor">
    /// The smallest p99 of the control run that is used. A smaller value is replaced by this one.
    /// </param>
    /// <param name="run">Runs one scenario.</param>
    /// <param name="stop">Ends the rounds after the current one.</param>
    public static ScenarioReport Run(
        Func<Scenario> make,
        int rounds,
        TimeSpan floor,
        Func<Scenario, ScenarioReport> run,
        CancellationToken stop)
    {
        var pairs = new List<(ScenarioReport Without, ScenarioReport With)>();
        for (int i = 0; i < rounds && (pairs.Count == 0 || !stop.IsCancellationRequested); i++)
        {
            ScenarioReport without = run(make().Without!);
            pairs.Add((without, run(make())));
        }

        return Join(pairs, floor, make().MaxTimesWithout);
    }

    /// <summary>
    /// Makes one report of all rounds: the round with the median p99, the errors of all rounds, and
    /// the comparison.
    /// </summary>
    /// <param name="pairs">The reports of the rounds.</param>
    /// <param name="floor">
    /// The smallest p99 of the control run that is used. A smaller value is replaced by this one.
    /// </param>
    /// <param name="maxTimes">
    /// The limit of the scenario's p99, as a multiple of the control run's p99.
    /// </param>
    public static ScenarioReport Join(
        IReadOnlyList<(ScenarioReport Without, ScenarioReport With)> pairs,
        TimeSpan floor,
        double maxTimes)
    {
        ScenarioReport[] all = [.. pairs.SelectMany(static p => new[] { p.Without, p.With })];
        ScenarioReport middle = pairs
            .Select(static p => p.With)
            .OrderBy(static r => r.Latency.P99Us)
            .ElementAt(pairs.Count / 2);
        PairedP99[] rounds =
        [
            .. pairs.Select(static p => new PairedP99(P99Of(p.Without), P99Of(p.With))),
        ];
        return middle with
        {
            Settings = $"{middle.Settings}; {ReportSentences.Rounds(pairs.Count)}",
            Errors = all.SelectMany(static r => r.Errors)
                .GroupBy(static e => e.Key)
                .ToDictionary(static e => e.Key, static e => e.Sum(static n => n.Value)),
            Examples = [.. all.SelectMany(static r => r.Examples).Distinct()],
            Hostile = HostileFigures.Sum(all.SelectMany(static r => r.Hostile)),
            Rounds = rounds,
            Thresholds =
            [
                .. middle.Thresholds.Select(t => FailedOf(all, t.Text) ?? t),
                Compare(rounds, floor, maxTimes),
            ],
        };
    }

    private static double? P99Of(ScenarioReport report) =>
        report.Latency.Count > 0 ? report.Latency.P99Us : null;

    /// <returns>The first failed threshold with this text in any run.</returns>
    private static ThresholdResult? FailedOf(IEnumerable<ScenarioReport> all, string text) => all
        .SelectMany(static r => r.Thresholds)
        .FirstOrDefault(t => t.Text == text && !t.HasPassed);

    private static ThresholdResult Compare(
        IReadOnlyList<PairedP99> rounds, TimeSpan floor, double maxTimes)
    {
        double? without = MedianOf(rounds.Select(static r => r.WithoutUs));
        double? with = MedianOf(rounds.Select(static r => r.WithUs));
        double least = floor.TotalMicroseconds;
        return new ThresholdResult(
            VerdictSentences.PairedP99(maxTimes, Figures.Time(least)),
            VerdictSentences.PairedValues(Figures.Time(with), Figures.Time(without)),
            with <= maxTimes * Math.Max(without ?? 0, least) && without is not null);
    }

    /// <returns>
    /// The median. Null when any value is missing, because a run then measured nothing.
    /// </returns>
    private static double? MedianOf(IEnumerable<double?> values)
    {
        double?[] all = [.. values.Order()];
        return all.Contains(null) ? null : all[all.Length / 2];
    }
}
