using LoadTests.Reporting.Results;

namespace LoadTests.Reporting;

/// <summary>
/// A report as tables for spreadsheets and scripts. The column names contain the units.
/// </summary>
internal static class ReportCsv
{
    /// <summary>One line per second and scenario.</summary>
    public static string WriteSeconds(IEnumerable<ScenarioReport> scenarios) => CsvTable.Write(
        [
            "scenario", "second", "offered_per_second", "sent_per_second", "received_per_second",
            "p50_us", "p99_us", "connections", "errors_per_second", "server_cpu_percent",
            "generator_cpu_percent", "server_memory_mb",
        ],
        scenarios.SelectMany(static s => s.Series, static (s, second) => new object?[]
        {
            s.Name, second.AtSeconds, second.OfferedPerSecond, second.SentPerSecond,
            second.ReceivedPerSecond, second.P50Us, second.P99Us, second.Connections,
            second.ErrorsPerSecond, second.ServerCpuPercent, second.GeneratorCpuPercent,
            second.ServerMemoryMB,
        }));

    /// <summary>One line per scenario.</summary>
    public static string WriteScenarios(
        IEnumerable<ScenarioReport> scenarios, string runner) => CsvTable.Write(
        [
            "scenario", "passed", "connections", "seconds", "offered_per_second", "sent",
            "expected", "received", "errors", "min_us", "mean_us", "p50_us", "p90_us", "p95_us",
            "p99_us", "p99_9_us", "max_us", "send_lag_p99_us", "server_cpu_seconds",
            "server_memory_bytes", "generator_cpu_seconds", "runner",
        ],
        scenarios.Select(s => new object?[]
        {
            s.Name, s.HasPassed(), s.Connections, s.Seconds, s.OfferedPerSecond, s.Sent,
            s.Expected, s.Received, s.Errors.Values.Sum(), Time(s, s.Latency.MinUs),
            Time(s, s.Latency.AverageUs), Time(s, s.Latency.P50Us), Time(s, s.Latency.P90Us),
            Time(s, s.Latency.P95Us), Time(s, s.Latency.P99Us), Time(s, s.Latency.P999Us),
            Time(s, s.Latency.MaxUs), s.SendLagP99Us, s.Server?.CpuSeconds,
            s.Server?.WorkingSetBytes, s.GeneratorCpuSeconds, runner,
        }));

    /// <summary>One line per load and server.</summary>
    public static string WriteComparison(
        ComparisonReport comparison, string runner) => CsvTable.Write(
        [
            "load", "clients", "server", "deliveries_per_second", "cpu_us_per_delivery", "p50_us",
            "p99_us", "threads", "bytes_per_client", "reach", "note", "runner",
        ],
        comparison.Rows.SelectMany(row => new[]
        {
            Side(row, comparison.First, row.First, runner),
            Side(row, comparison.Second, row.Second, runner),
        }));

    /// <summary>One line per step.</summary>
    public static string WriteLadder(LadderReport ladder, string runner) => CsvTable.Write(
        [
            "load", "unit", "repeated", "held", "p99_us", "lost", "deliveries_per_second",
            "server_cpu_percent", "generator_cpu_percent", "runner",
        ],
        ladder.Steps.Select(s => new object?[]
        {
            s.Load, ladder.Unit, s.IsRepeat, s.HasPassed, s.P99Us, s.Lost, s.DeliveriesPerSecond,
            s.ServerCpuPercent, s.GeneratorCpuPercent, runner,
        }));

    private static object?[] Side(
        ComparisonRow row, string server, ComparisonSide side, string runner) =>
    [
        row.Workload, row.Clients, server, side.DeliveriesPerSecond, side.CpuUsPerDelivery,
        side.P50Us, side.P99Us, side.Threads, side.BytesPerClient, side.Reach, side.Note,
        runner,
    ];

    private static double? Time(ScenarioReport s, double us) => s.Latency.Count > 0 ? us : null;
}
