using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;

namespace LoadTests.Reporting.Verdicts;

/// <summary>Warns about a comparison that was too short.</summary>
internal static class RunLength
{
    /// <summary>
    /// The shortest run without a warning. A stall of 50 ms is 1 % of 5 s. In a shorter run, a
    /// single such stall raises the p99.
    /// </summary>
    private const double MinSeconds = 5;

    /// <summary>
    /// The shortest warm-up without a warning. The runtime has optimised the code after about one
    /// second: after half a second, a delivery took twice as much CPU time. Silent clients are
    /// parked after two seconds.
    /// </summary>
    private const double MinWarmUpSeconds = 2;

    /// <summary>A median of fewer rounds is no better than one run.</summary>
    private const int MinRounds = 3;

    /// <returns>A sentence; null when the comparison was long enough.</returns>
    public static string? Warn(ComparisonReport report)
    {
        string?[] why =
        [
            report.Seconds < MinSeconds
                ? VerdictSentences.SecondsMeasured(
                    Figures.Trim(report.Seconds.Value), MinSeconds)
                : null,
            report.WarmUpSeconds < MinWarmUpSeconds
                ? VerdictSentences.SecondsOfWarmUp(
                    Figures.Trim(report.WarmUpSeconds.Value), MinWarmUpSeconds)
                : null,
            report.Rounds < MinRounds
                ? VerdictSentences.TooFewRounds(report.Rounds, MinRounds)
                : null,
        ];
        string all = string.Join(", ", why.Where(static w => w is not null));
        return all.Length == 0
            ? null
            : VerdictSentences.TooShort(all);
    }
}
