using LoadTests.Reporting.Results;

namespace LoadTests.Reporting.Verdicts;

/// <summary>
/// Says when the machine was full: a message then waits for a core, and a load generator that has
/// none looks like a slow server.
/// </summary>
internal static class Saturation
{
    /// <summary>Some of each core is the kernel's own work, in nobody's account.</summary>
    private const double FullShare = 0.9;

    /// <returns>A sentence, or null when there was room.</returns>
    public static string? Warn(ScenarioReport report, int cores)
    {
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
