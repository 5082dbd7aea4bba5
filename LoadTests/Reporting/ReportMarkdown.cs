using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Verdicts;
using LoadTests.Sentences;

namespace LoadTests.Reporting;

/// <summary>A report as Markdown, for a pull request or a wiki.</summary>
internal static class ReportMarkdown
{
    public static string Write(RunReport report)
    {
        List<string> lines =
        [
            ReportSentences.MarkdownTitle(report.HasPassed()),
            "",
            $"- {ReportSentences.Started}: {Figures.Time(report.StartedUtc)}",
            $"- {ReportSentences.Runner}: {Escape(report.Runner)}",
            $"- {ReportSentences.Machine}: "
                + ReportSentences.MachineOf(Escape(report.Machine), Figures.Count(report.Cores)),
            $"- {ReportSentences.Build(report.DotNetVersion, report.Commit)}",
        ];
        if (report.Command is { } command)
        {
            lines.AddRange(["", "```", command, "```"]);
        }

        AddScenarios(lines, report);
        AddComparison(lines, report.Comparison);
        AddLadder(lines, report.Ladder);
        return string.Join('\n', lines) + "\n";
    }

    private static void AddScenarios(List<string> lines, RunReport report)
    {
        if (report.Scenarios.Count == 0)
        {
            return;
        }

        lines.AddRange(["", $"## {ReportSentences.ScenariosHeading}"]);
        AddTable(
            lines,
            ReportSentences.MarkdownScenarioHeads,
            report.Scenarios.Select(static s => new[]
            {
                s.Name, Result(s.HasPassed()), Figures.Count(s.Connections),
                Figures.Rate(s.OfferedPerSecond), Rate(s, s.Sent), Rate(s, s.Received),
                Figures.Reach(s), Time(s, s.Latency.P50Us), Time(s, s.Latency.P99Us),
                Time(s, s.Latency.MaxUs), Figures.Count(s.Errors.Values.Sum()),
                Percent(s, s.Server?.CpuSeconds), Percent(s, s.GeneratorCpuSeconds),
            }));
        foreach (ScenarioReport s in report.Scenarios)
        {
            lines.AddRange(
                ["", $"### {s.Name}", "", Escape(s.Description), "", Escape(s.Settings)]);
            if (Saturation.Warn(s, report.Cores) is { } warning)
            {
                lines.AddRange(["", $"**{warning}**"]);
            }

            lines.Add("");
            lines.AddRange(s.Thresholds.Select(static t =>
                $"- {(t.HasPassed ? "✓" : "✗")} {Escape(t.Text)}: {Escape(t.Measured)}"));
            lines.AddRange(s.Errors.Select(static e =>
                $"- {ReportSentences.ErrorOf(Escape(e.Key), Figures.Count(e.Value))}"));
        }
    }

    private static void AddComparison(List<string> lines, ComparisonReport? comparison)
    {
        if (comparison is null)
        {
            return;
        }

        lines.AddRange(
        [
            "", $"## {ReportSentences.Against(comparison.First, comparison.Second)}", "",
            ReportSentences.Rounds(comparison.Rounds),
        ]);
        if (RunLength.Warn(comparison) is { } warning)
        {
            lines.AddRange(["", $"**{warning}**"]);
        }

        AddTable(
            lines,
            [.. ReportSentences.ComparisonHeads, ReportSentences.Note],
            comparison.Rows.SelectMany(row => new[]
            {
                Side(row, comparison.First, row.First), Side(row, comparison.Second, row.Second),
            }));
    }

    private static string[] Side(ComparisonRow row, string server, ComparisonSide side) =>
    [
        row.Workload, Figures.Count(row.Clients), server, Figures.Count(side.DeliveriesPerSecond),
        Figures.Time(side.CpuUsPerDelivery), Figures.Time(side.P50Us), Figures.Time(side.P99Us),
        Figures.Count(side.Threads), Figures.Bytes(side.BytesPerClient), Figures.Share(side.Reach),
        side.Note ?? "",
    ];

    private static void AddLadder(List<string> lines, LadderReport? ladder)
    {
        if (ladder is null)
        {
            return;
        }

        lines.AddRange(
        [
            "", $"## {ReportSentences.Capacity(ladder.Headline(Figures.Count))}", "",
            $"{Escape(ladder.Objective)}; {Escape(ladder.Settings)}",
        ]);
        AddTable(
            lines,
            [ladder.Unit, ReportSentences.Result, .. ReportSentences.StepHeads],
            ladder.Steps.Select(static s => new[]
            {
                Figures.Count(s.Load) + (s.IsRepeat ? ReportSentences.Again : ""),
                s.HasPassed ? ReportSentences.Held : ReportSentences.Failed,
                Figures.Time(s.P99Us), Figures.Count(s.Lost),
                Figures.Count(s.DeliveriesPerSecond), Figures.Percent(s.ServerCpuPercent),
                Figures.Percent(s.GeneratorCpuPercent),
            }));
    }

    private static void AddTable(
        List<string> lines, IReadOnlyList<string> heads, IEnumerable<string[]> rows)
    {
        lines.Add("");
        lines.Add($"| {string.Join(" | ", heads)} |");
        lines.Add($"|{string.Concat(heads.Select(static (_, i) => i == 0 ? "---|" : "---:|"))}");
        lines.AddRange(rows.Select(static r => $"| {string.Join(" | ", r.Select(Escape))} |"));
    }

    /// <summary>Escapes characters that would start a table cell, markup or HTML.</summary>
    private static string Escape(string text) => text
        .ReplaceLineEndings(" ")
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("`", "\\`", StringComparison.Ordinal);

    private static string Result(bool hasPassed) =>
        hasPassed ? ReportSentences.Passed : ReportSentences.Failed;

    private static string Rate(ScenarioReport s, long count) =>
        Figures.Rate(s.Seconds > 0 ? count / s.Seconds : null);

    private static string Time(ScenarioReport s, double us) =>
        s.Latency.Count > 0 ? Figures.Time(us) : Figures.Missing;

    private static string Percent(ScenarioReport s, double? cpuSeconds) =>
        Figures.Percent(s.Seconds > 0 ? cpuSeconds / s.Seconds * 100 : null);
}
