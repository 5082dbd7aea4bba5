using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Verdicts;
using LoadTests.Sentences;
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

    /// <summary>The most examples of errors on the console. The page has more.</summary>
    private const int MaxExamples = 5;

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
        Line(SummarySentences.Connections, Figures.Count(s.Connections));
        Line(SummarySentences.Sent, Counted(s, s.Sent) + (s.OfferedPerSecond is { } offered
            ? SummarySentences.Offered(Figures.Rate(offered))
            : ""));
        Line(SummarySentences.Received, Counted(s, s.Received));
        string of = s.Expected == 0
            ? ""
            : SummarySentences.OfExpected(
                Figures.Count(s.Received), Figures.Count(s.Expected));
        Line(SummarySentences.Reach, Figures.Reach(s) + of);
        string errors = string.Join(", ", s.Errors
            .OrderByDescending(static e => e.Value)
            .Select(static e => HostileSentences.Outcome(e.Key, Figures.Count(e.Value))));
        Add(
            SummarySentences.Errors,
            errors.Length == 0
                ? new Text(SummarySentences.NoErrors)
                : new Text(errors, SummaryTable.Bad));
        foreach (string example in s.Examples.Take(MaxExamples))
        {
            grid.AddRow(new Text(""), new Text(example, SummaryTable.Soft));
        }

        if (s.Rounds.Count > 0)
        {
            Line(SummarySentences.P99ByRound, string.Join(", ", s.Rounds.Select(static r =>
                SummarySentences.ControlRun(
                    Figures.Time(r.WithUs), Figures.Time(r.WithoutUs)))));
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
            line(SummarySentences.ServerCpu, Cpu(s, server.CpuSeconds));
        }

        line(SummarySentences.GeneratorCpu, Cpu(s, s.GeneratorCpuSeconds));
        if (s.Server is { } figures)
        {
            line(SummarySentences.Server, SummarySentences.ServerUsage(
                Figures.Bytes(figures.WorkingSetBytes),
                Figures.Count(figures.Threads),
                $"{Figures.Count(figures.Gen0)}/{Figures.Count(figures.Gen1)}/"
                + Figures.Count(figures.Gen2),
                Figures.Bytes(figures.AllocatedBytes),
                Figures.Bytes(s.AllocatedPerMessage())));
        }

        if (s.GeneratorBytes is { } bytes)
        {
            string each = s.GeneratorBytesPerClient is { } perClient
                ? SummarySentences.PerConnection(Figures.Bytes(perClient))
                : "";
            line(SummarySentences.Generator, Figures.Bytes(bytes) + each);
        }
    }

    private static void WriteLatency(IAnsiConsole console, LatencySummary latency)
    {
        if (latency.Count == 0)
        {
            return;
        }

        Grid table = SummaryTable.Make(ReportSentences.LatencyHeads);
        double[] times =
        [
            latency.MinUs, latency.AverageUs, latency.P50Us, latency.P90Us, latency.P95Us,
            latency.P99Us, latency.P999Us, latency.MaxUs,
        ];
        table.AddRow([.. times.Select(static us => new Text(Figures.Time(us)))]);
        console.WriteLine();
        console.WriteLine(SummarySentences.LatencyOf(Figures.Count(latency.Count)));
        console.Write(table);
    }

    private static string Counted(ScenarioReport s, long count) => s.Seconds > 0
        ? SummarySentences.Counted(Figures.Count(count), Figures.Rate(count / s.Seconds))
        : Figures.Count(count);

    private static string Cpu(ScenarioReport s, double seconds) => s.Seconds > 0
        ? SummarySentences.CpuTime(
            Figures.Trim(seconds), Figures.Percent(seconds / s.Seconds * 100))
        : ReportSentences.Seconds(Figures.Trim(seconds));

    private static Grid TwoColumns() => new Grid()
        .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 1, 0) })
        .AddColumn(new GridColumn { Padding = new Padding(0) });
}
