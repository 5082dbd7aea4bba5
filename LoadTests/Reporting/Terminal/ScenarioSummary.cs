using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Verdicts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LoadTests.Reporting.Terminal;

/// <summary>
/// A scenario on a console, in the order of k6: thresholds, counts and rates, reach, errors, CPU
/// time, latency.
/// </summary>
internal static class ScenarioSummary
{
    private const int LabelWidth = 18;

    /// <summary>The page has more.</summary>
    private const int MostExamples = 5;

    public static void Write(IAnsiConsole console, ScenarioReport s, int cores)
    {
        console.WriteLine();
        console.WriteParagraph((s.Name, SummaryTable.Strong), ($": {s.Description}", Style.Plain));
        console.WriteParagraph((s.Settings, SummaryTable.Soft));
        console.WriteLine();
        Grid thresholds = TwoColumns();
        foreach (ThresholdResult threshold in s.Thresholds)
        {
            string measured = threshold.Measured.Length > 0 ? $" ({threshold.Measured})" : "";
            thresholds.AddRow(
                SummaryTable.Mark(threshold.HasPassed), new Text(threshold.Text + measured));
        }

        console.Write(thresholds);
        console.WriteLine();
        console.Write(Counts(s));
        WriteLatency(console, s.Latency);
        if (Saturation.Warn(s, cores) is { } warning)
        {
            console.WriteParagraph(("! ", SummaryTable.Bad), (warning, Style.Plain));
        }
    }

    private static Grid Counts(ScenarioReport s)
    {
        Grid grid = TwoColumns();
        Line("connections", Figures.Count(s.Connections));
        Line("sent", Counted(s, s.Sent) + (s.OfferedPerSecond is { } offered
            ? $", offered {Figures.Rate(offered)}"
            : ""));
        Line("received", Counted(s, s.Received));
        string of = s.Expected == 0
            ? ""
            : $" ({Figures.Count(s.Received)} of {Figures.Count(s.Expected)})";
        Line("reach", Figures.Reach(s) + of);
        string errors = string.Join(", ", s.Errors
            .OrderByDescending(static e => e.Value)
            .Select(static e => $"{e.Key} {Figures.Count(e.Value)}"));
        Add("errors", errors.Length == 0 ? new Text("none") : new Text(errors, SummaryTable.Bad));
        foreach (string example in s.Examples.Take(MostExamples))
        {
            grid.AddRow(new Text(""), new Text(example, SummaryTable.Soft));
        }

        if (s.Rounds.Count > 0)
        {
            Line("p99 by round", string.Join(", ", s.Rounds.Select(static r =>
                $"{Figures.Time(r.WithUs)} (control run {Figures.Time(r.WithoutUs)})")));
        }

        foreach (HostileFigures kind in s.Hostile)
        {
            Line(kind.Kind, $"{Figures.Connections(kind)}; {Figures.Ends(kind)}");
        }

        AddCost(s, Line);
        return grid;

        void Line(string label, string value) => Add(label, new Text(value));

        void Add(string label, IRenderable value) => grid.AddRow(
            new Text($"{label} {new string('.', Math.Max(0, LabelWidth - label.Length))}"), value);
    }

    private static void AddCost(ScenarioReport s, Action<string, string> line)
    {
        if (s.Server is { } server)
        {
            line("server CPU", Cpu(s, server.CpuSeconds));
        }

        line("generator CPU", Cpu(s, s.GeneratorCpuSeconds));
        if (s.Server is { } figures)
        {
            line(
                "server",
                $"{Figures.Bytes(figures.WorkingSetBytes)}, {Figures.Count(figures.Threads)} "
                + $"threads, collections {Figures.Count(figures.Gen0)}/"
                + $"{Figures.Count(figures.Gen1)}/{Figures.Count(figures.Gen2)}, "
                + $"{Figures.Bytes(figures.AllocatedBytes)} allocated"
                + $" ({Figures.Bytes(s.AllocatedPerMessage())} per message)");
        }

        if (s.GeneratorBytes is { } bytes)
        {
            string each = s.GeneratorBytesPerClient is { } perClient
                ? $", {Figures.Bytes(perClient)} per connection"
                : "";
            line("generator", Figures.Bytes(bytes) + each);
        }
    }

    private static void WriteLatency(IAnsiConsole console, LatencySummary latency)
    {
        if (latency.Count == 0)
        {
            return;
        }

        Grid table = SummaryTable.Make(
            "min", "avg", "p50", "p90", "p95", "p99", "p99.9", "max");
        double[] times =
        [
            latency.MinUs, latency.AverageUs, latency.P50Us, latency.P90Us, latency.P95Us,
            latency.P99Us, latency.P999Us, latency.MaxUs,
        ];
        table.AddRow([.. times.Select(static us => new Text(Figures.Time(us)))]);
        console.WriteLine();
        console.WriteLine($"  latency of {Figures.Count(latency.Count)} deliveries");
        console.Write(table);
    }

    private static string Counted(ScenarioReport s, long count) => s.Seconds > 0
        ? $"{Figures.Count(count)} ({Figures.Rate(count / s.Seconds)})"
        : Figures.Count(count);

    private static string Cpu(ScenarioReport s, double seconds) => s.Seconds > 0
        ? $"{Figures.Trim(seconds)} s ({Figures.Percent(seconds / s.Seconds * 100)} of a core)"
        : $"{Figures.Trim(seconds)} s";

    private static Grid TwoColumns() => new Grid()
        .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 1, 0) })
        .AddColumn(new GridColumn { Padding = new Padding(0) });
}
