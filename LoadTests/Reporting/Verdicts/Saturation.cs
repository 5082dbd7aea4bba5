using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;

namespace LoadTests.Reporting.Verdicts;

/// <summary>
/// Says when the load side was the limit, or the machine was full: a message then waits for a core,
/// and a load generator that has none looks like a slow server.
/// </summary>
internal static class Saturation
{
    /// <summary>Some of each core is the kernel's own work, in nobody's account.</summary>
    private const double FullShare = 0.9;

    /// <summary>
    /// Ten ticks of the generator. It sends what is due each millisecond; a busy machine wakes it
    /// one or two later.
    /// </summary>
    private const double LateUs = 10_000;

    /// <summary>Of a latency: below it the server took the larger part.</summary>
    private const double LateShare = 0.5;

    /// <summary>Less than this share of what was due, when the rest was never sent.</summary>
    private const double AchievedShare = 0.95;

    /// <returns>A sentence, or null when there was room.</returns>
    public static string? Warn(ScenarioReport report, int cores)
    {
        if (report.SendLagP99Us > Math.Max(LateUs, LateShare * report.Latency.P99Us))
        {
            return "Generator saturated: 1 % of the messages left more than "
                + $"{Figures.Time(report.SendLagP99Us)} after their time, and that is part of each "
                + "latency. Lower --rate or --clients, or run it on another machine.";
        }

        if (report.Seconds > 0 && report.OfferedPerSecond is { } offered
            && report.Sent < (AchievedShare * offered * report.Seconds) - 1)
        {
            return $"Generator saturated: it sent {Figures.Rate(report.Sent / report.Seconds)} "
                + $"of the {Figures.Rate(offered)} that were due. Lower --rate or --clients, or "
                + "run it on another machine.";
        }

        double server = report.Server?.CpuSeconds ?? 0;
        double generator = report.GeneratorCpuSeconds;
        if (report.Seconds <= 0 || server + generator < FullShare * cores * report.Seconds)
        {
            return null;
        }

        return generator > server
            ? "The machine was full, and the load generator used more of it than the server: read"
                + " latencies and rates as what this machine gives both together."
            : "The machine was full: the server and the load generator waited for cores.";
    }
}
