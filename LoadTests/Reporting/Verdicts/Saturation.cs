using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;

namespace LoadTests.Reporting.Verdicts;

/// <summary>
/// Warns when the load generator was the limit, or the machine had no free core. Messages then wait
/// for the generator, which looks like a slow server.
/// </summary>
internal static class Saturation
{
    /// <summary>
    /// The share of the CPU time that counts as full. It is below 1, because some work of the
    /// kernel is in no process's CPU time.
    /// </summary>
    private const double FullShare = 0.9;

    /// <summary>
    /// The send delay that counts as late: ten ticks of the generator. The generator sends the due
    /// messages each millisecond, and on a busy machine it wakes up one or two milliseconds late.
    /// </summary>
    private const double LateUs = 10_000;

    /// <summary>
    /// A share of the latency. When the send delay is below this share, the server caused the
    /// larger part.
    /// </summary>
    private const double LateShare = 0.5;

    /// <summary>
    /// When the generator sent less than this share of the due messages, the generator was the
    /// limit.
    /// </summary>
    private const double AchievedShare = 0.95;

    /// <returns>A sentence; null when there was spare capacity.</returns>
    public static string? Warn(ScenarioReport report, int cores)
    {
        if (report.SendLagP99Us > Math.Max(LateUs, LateShare * report.Latency.P99Us))
        {
            return VerdictSentences.SentLate(Figures.Time(report.SendLagP99Us));
        }

        if (report.Seconds > 0 && report.OfferedPerSecond is { } offered
            && report.Sent < (AchievedShare * offered * report.Seconds) - 1)
        {
            return VerdictSentences.SentTooFew(
                Figures.Rate(report.Sent / report.Seconds), Figures.Rate(offered));
        }

        double server = report.Server?.CpuSeconds ?? 0;
        double generator = report.GeneratorCpuSeconds;
        if (report.Seconds <= 0 || server + generator < FullShare * cores * report.Seconds)
        {
            return null;
        }

        return generator > server
            ? VerdictSentences.CoresBusyWithGenerator
            : VerdictSentences.CoresBusy;
    }
}
