using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Verdicts;

namespace LoadTests.Reporting;

/// <summary>
/// A report as text, in the order that users of k6 know: thresholds, counts and rates, latency,
/// errors, how much of all arrived, and then who used the processor.
/// </summary>
internal static class ConsoleSummary
{
    private const int LabelWidth = 18;

    /// <summary>The report has the others.</summary>
    private const int MostExamples = 5;

    /// <summary>Writes in colours where the console shows them.</summary>
    public static void Write(TextWriter output, RunReport report) =>
        Write(output, report, MayColour(output));

    public static void Write(TextWriter output, RunReport report, bool hasColours)
    {
        AnsiColors colors = new AnsiColors(hasColours);
        output.WriteLine(
            $"{report.Runner}, .NET {report.DotNetVersion}, commit {report.Commit}, "
            + $"{Figures.Time(report.StartedUtc)}");
        output.WriteLine($"{report.Machine}, {Figures.Count(report.Cores)} cores");
        foreach (ScenarioReport scenario in report.Scenarios)
        {
            WriteScenario(output, scenario, report.Cores, colors);
        }

        if (report.Comparison is { } comparison)
        {
            WriteComparison(output, comparison);
        }

        if (report.Ladder is { } ladder)
        {
            WriteLadder(output, ladder, colors);
        }
    }

    /// <summary>https://no-color.org: any value but an empty one asks for none.</summary>
    private static bool MayColour(TextWriter output) =>
        ReferenceEquals(output, Console.Out)
        && !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static void WriteScenario(
        TextWriter output, ScenarioReport s, int cores, AnsiColors colors)
    {
        output.WriteLine();
        output.WriteLine($"{colors.Strong(s.Name)}: {s.Description}");
        output.WriteLine($"  {colors.Soft(s.Settings)}");
        output.WriteLine();
        foreach (ThresholdResult threshold in s.Thresholds)
        {
            string measured = threshold.Measured.Length > 0 ? $" ({threshold.Measured})" : "";
            output.WriteLine($"  {colors.Tick(threshold.HasPassed)} {threshold.Text}{measured}");
        }

        output.WriteLine();
        Line(output, "connections", Figures.Count(s.Connections));
        Line(output, "sent", Counted(s, s.Sent));
        Line(output, "received", Counted(s, s.Received));
        WriteLatency(output, s.Latency);
        string errors = string.Join(", ", s.Errors
            .OrderByDescending(static e => e.Value)
            .Select(static e => $"{e.Key} {Figures.Count(e.Value)}"));
        Line(output, "errors", errors.Length == 0 ? "none" : colors.Bad(errors));
        foreach (string example in s.Examples.Take(MostExamples))
        {
            output.WriteLine($"  {new string(' ', LabelWidth)}   {example}");
        }

        string of = s.Expected == 0
            ? ""
            : $" ({Figures.Count(s.Received)} of {Figures.Count(s.Expected)})";
        Line(output, "reach", Figures.Reach(s) + of);
        WriteHostile(output, s);
        WriteCost(output, s);
        if (Saturation.Warn(s, cores) is { } warning)
        {
            output.WriteLine($"  {colors.Bad("!")} {warning}");
        }
    }

    private static void WriteLatency(TextWriter output, LatencySummary latency)
    {
        if (latency.Count == 0)
        {
            return;
        }

        Line(
            output,
            "latency",
            $"min={Figures.Time(latency.MinUs)} avg={Figures.Time(latency.AverageUs)} "
            + $"p50={Figures.Time(latency.P50Us)} p90={Figures.Time(latency.P90Us)} "
            + $"p95={Figures.Time(latency.P95Us)} p99={Figures.Time(latency.P99Us)} "
            + $"p99.9={Figures.Time(latency.P999Us)} max={Figures.Time(latency.MaxUs)}");
    }

    private static void WriteHostile(TextWriter output, ScenarioReport s)
    {
        if (s.Rounds.Count > 0)
        {
            Line(
                output,
                "p99 by round",
                string.Join(", ", s.Rounds.Select(static r =>
                    $"{Figures.Time(r.WithUs)} ({Figures.Time(r.WithoutUs)} without)")));
        }

        foreach (HostileFigures kind in s.Hostile)
        {
            Line(
                output,
                kind.Kind,
                $"{Figures.Connections(kind)}; {Figures.Ends(kind)}");
        }
    }

    private static void WriteCost(TextWriter output, ScenarioReport s)
    {
        if (s.Server is { } server)
        {
            Line(output, "server CPU", Cpu(s, server.CpuSeconds));
        }

        Line(output, "generator CPU", Cpu(s, s.GeneratorCpuSeconds));
        if (s.Server is { } figures)
        {
            Line(
                output,
                "server",
                $"{Figures.Bytes(figures.WorkingSetBytes)}, {Figures.Count(figures.Threads)} "
                + $"threads, collections {Figures.Count(figures.Gen0)}/"
                + $"{Figures.Count(figures.Gen1)}/{Figures.Count(figures.Gen2)}, "
                + $"{Figures.Bytes(figures.AllocatedBytes)} allocated"
                + $" ({Figures.Bytes(s.AllocatedPerMessage())} a message)");
        }

        if (s.GeneratorBytes is { } bytes)
        {
            string each = s.GeneratorBytesPerClient is { } perClient
                ? $", {Figures.Bytes(perClient)} for each connection"
                : string.Empty;
            Line(output, "generator", $"{Figures.Bytes(bytes)}{each}");
        }
    }

    private static void WriteComparison(TextWriter output, ComparisonReport comparison)
    {
        output.WriteLine();
        output.WriteLine(
            $"{comparison.First} against {comparison.Second}, "
            + Figures.Rounds(comparison.Rounds));
        output.WriteLine();
        List<string[]> lines =
        [
            [
                "load", "clients", "server", "deliveries/s", "CPU/delivery", "p50", "p99",
                "threads", "memory/client", "reach", "",
            ],
        ];
        foreach (ComparisonRow row in comparison.Rows)
        {
            lines.Add(Cells(row.Workload, Figures.Count(row.Clients), comparison.First, row.First));
            lines.Add(Cells("", "", comparison.Second, row.Second));
        }

        WriteTable(output, lines, leftColumns: 1);
    }

    private static string[] Cells(
        string workload, string clients, string server, ComparisonSide side) =>
    [
        workload, clients, server, Figures.Count(side.DeliveriesPerSecond),
        Figures.Time(side.CpuUsPerDelivery), Figures.Time(side.P50Us), Figures.Time(side.P99Us),
        Figures.Count(side.Threads), Figures.Bytes(side.BytesPerClient), Figures.Share(side.Reach),
        side.Note ?? string.Empty,
    ];

    private static void WriteLadder(TextWriter output, LadderReport ladder, AnsiColors colors)
    {
        output.WriteLine();
        output.WriteLine($"Capacity: {ladder.Objective}; {ladder.Settings}");
        output.WriteLine();
        List<string[]> lines =
        [
            [ladder.Unit, "p99", "lost", "deliveries/s", "server CPU", "generator CPU", ""],
            .. ladder.Steps.Select(static s => new[]
            {
                Figures.Count(s.Load), Figures.Time(s.P99Us), Figures.Count(s.Lost),
                Figures.Count(s.DeliveriesPerSecond), Figures.Percent(s.ServerCpuPercent),
                Figures.Percent(s.GeneratorCpuPercent), s.HasPassed ? "✓" : "✗",
            }),
        ];
        WriteTable(output, lines, leftColumns: 0);
        string capacity = ladder.Capacity > 0
            ? $"{Figures.Count(ladder.Capacity)} {ladder.Unit}"
            : "below the first step";
        output.WriteLine($"  capacity of this machine: {colors.Strong(capacity)}");
    }

    private static void WriteTable(TextWriter output, List<string[]> lines, int leftColumns)
    {
        int[] widths = [.. Enumerable.Range(0, lines[0].Length)
            .Select(column => lines.Max(line => line[column].Length))];
        foreach (string[] line in lines)
        {
            IEnumerable<string> cells = line.Select((cell, column) => column < leftColumns
                ? cell.PadRight(widths[column])
                : cell.PadLeft(widths[column]));
            output.WriteLine($"  {string.Join("  ", cells).TrimEnd()}");
        }
    }

    private static string Counted(ScenarioReport s, long count) => s.Seconds > 0
        ? $"{Figures.Count(count)} ({Figures.Rate(count / s.Seconds)})"
        : Figures.Count(count);

    private static string Cpu(ScenarioReport s, double seconds) => s.Seconds > 0
        ? $"{Figures.Trim(seconds)} s ({Figures.Percent(seconds / s.Seconds * 100)} of a core)"
        : $"{Figures.Trim(seconds)} s";

    private static void Line(TextWriter output, string label, string value) => output.WriteLine(
        $"  {label} {new string('.', LabelWidth - label.Length)} {value}");
}
