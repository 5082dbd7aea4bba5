using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;

namespace LoadTests.Reporting.Verdicts;

/// <summary>
/// Warns when the load generator was the limit, or the machine had no free core. Messages then wait
/// for the generator, which looks like a slow server.
/// </summary>
internal static class Saturation
{
    /// <summary>Some work of the kernel is in no process's CPU time.</summary>
    private const double FullShare = 0.9;

    /// <summary>
    /// Ten ticks of the generator. It sends the due messages each millisecond, and on a busy
    /// machine it wakes up one or two milliseconds late.
    /// </summary>
    private const double LateUs = 10_000;

    /// <summary>Of a latency: below this share, the server took the larger part.</summary>
    private const double LateShare = 0.5;

    /// <summary>The sent share of the due messages below which the generator was the limit.
    /// </summary>
    private const double AchievedShare = 0.95;

    /// <returns>A sentence; null when there was spare capacity.</returns>
    public static string? Warn(ScenarioReport report, int cores)
    {
        if (report.SendLagP99Us > Math.Max(LateUs, LateShare * report.Latency.P99Us))
        {
            return "Generator saturated: 1 % of the messages were sent more than "
                + $"{Figures.Time(report.SendLagP99Us)} late, and the latencies include the delay. "
                + "Lower --rate or --clients, or run the load tests on another machine.";
        }

        if (report.Seconds > 0 && report.OfferedPerSecond is { } offered
            && report.Sent < (AchievedShare * offered * report.Seconds) - 1)
        {
            return $"Generator saturated: it sent {Figures.Rate(report.Sent / report.Seconds)} "
                + $"of the {Figures.Rate(offered)} that were due. Lower --rate or --clients, or "
                + "run the load tests on another machine.";
        }

        double server = report.Server?.CpuSeconds ?? 0;
        double generator = report.GeneratorCpuSeconds;
        if (report.Seconds <= 0 || server + generator < FullShare * cores * report.Seconds)
        {
            return null;
        }

        return generator > server
            ? "All cores were busy, and the load generator used more CPU time than the server. "
                + "Latencies and rates include the generator. Lower --rate or --clients."
            : "All cores were busy: the server and the load generator waited for cores. Lower "
                + "--rate or --clients to measure the server alone.";
    }
}
