using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;

namespace LoadTests.Reporting.Verdicts;

/// <summary>Says when a comparison was too short to mean anything.</summary>
internal static class RunLength
{
    /// <summary>
    /// A stall of the machine of 50 ms is 1 % of it: a shorter run has each such stall in its p99.
    /// </summary>
    private const double LeastSeconds = 5;

    /// <summary>
    /// Code is compiled well after about one second; after half a second a delivery cost twice as
    /// much, and silent clients are parked after two.
    /// </summary>
    private const double LeastWarmUpSeconds = 2;

    /// <summary>The median of fewer is no better than one run.</summary>
    private const int LeastRounds = 3;

    /// <returns>A sentence, or null when it was long enough.</returns>
    public static string? Warn(ComparisonReport report)
    {
        string?[] why =
        [
            report.Seconds < LeastSeconds
                ? $"{Figures.Trim(report.Seconds.Value)} s measured (--for {LeastSeconds}s)"
                : null,
            report.WarmUpSeconds < LeastWarmUpSeconds
                ? $"{Figures.Trim(report.WarmUpSeconds.Value)} s of warm-up "
                    + $"(--warm-up {LeastWarmUpSeconds}s)"
                : null,
            report.Rounds < LeastRounds
                ? $"{report.Rounds} round{(report.Rounds == 1 ? "" : "s")} "
                    + $"(--rounds {LeastRounds})"
                : null,
        ];
        string all = string.Join(", ", why.Where(static w => w is not null));
        return all.Length == 0
            ? null
            : $"Too short to mean anything: {all}. Run it again with at least what stands in "
                + "parentheses.";
    }
}
