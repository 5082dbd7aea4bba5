using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Verdicts;
using LoadTests.Sentences;
using Spectre.Console;

namespace LoadTests.Reporting.Terminal;

/// <summary>
/// A report on a console: each scenario, the comparison, the ladder. The runner is missing, because
/// the first line of the output names it.
/// </summary>
internal static class ConsoleSummary
{
    public static void Write(IAnsiConsole console, RunReport report)
    {
        console.WriteLine();
        console.WriteLine(
            ReportSentences.Build(report.DotNetVersion, report.Commit) + ", "
            + Figures.Time(report.StartedUtc));
        console.WriteLine(
            ReportSentences.MachineOf(report.Machine, Figures.Count(report.Cores)));
        foreach (ScenarioReport scenario in report.Scenarios)
        {
            ScenarioSummary.Write(console, scenario, report.Cores);
        }

        if (report.Comparison is { } comparison)
        {
            WriteComparison(console, comparison);
        }

        if (report.Ladder is { } ladder)
        {
            WriteLadder(console, ladder);
        }
    }

    private static void WriteComparison(IAnsiConsole console, ComparisonReport comparison)
    {
        console.WriteLine();
        console.WriteLine(
            ReportSentences.Against(comparison.First, comparison.Second) + ", "
            + ReportSentences.Rounds(comparison.Rounds));
        if (RunLength.Warn(comparison) is { } warning)
        {
            console.WriteParagraph(("! ", SummaryTable.Bad), (warning, Style.Plain));
        }

        foreach (ComparisonRow row in comparison.Rows)
        {
            // Each load has a table of its own, because all its figures do not fit on a line of 80
            // columns.
            Grid table = SummaryTable.Make(
                ReportSentences.WorkloadOf(row.Workload, Figures.Count(row.Clients)),
                comparison.First,
                comparison.Second);
            Add(ReportSentences.DeliveriesHead, static s => Figures.Count(s.DeliveriesPerSecond));
            Add(ReportSentences.CpuPerDeliveryHead, static s => Figures.Time(s.CpuUsPerDelivery));
            Add(ReportSentences.P50Head, static s => Figures.Time(s.P50Us));
            Add(ReportSentences.P99Head, static s => Figures.Time(s.P99Us));
            Add(ReportSentences.ThreadsHead, static s => Figures.Count(s.Threads));
            Add(ReportSentences.MemoryPerClientHead, static s => Figures.Bytes(s.BytesPerClient));
            Add(ReportSentences.ReachHead, static s => Figures.Share(s.Reach));
            if ((row.First.Note ?? row.Second.Note) is not null)
            {
                Add("", static s => s.Note ?? "");
            }

            console.WriteLine();
            console.Write(table);

            void Add(string figure, Func<ComparisonSide, string> value) => table.AddRow(
                new Text(figure), new Text(value(row.First)), new Text(value(row.Second)));
        }
    }

    private static void WriteLadder(IAnsiConsole console, LadderReport ladder)
    {
        console.WriteLine();
        console.WriteLine(ReportSentences.Capacity($"{ladder.Objective}; {ladder.Settings}"));
        console.WriteLine();
        Grid table = SummaryTable.Make(
            ["", ladder.Unit, .. ReportSentences.StepHeads]);
        foreach (LadderStep step in ladder.Steps)
        {
            table.AddRow(
                SummaryTable.Mark(step.HasPassed),
                new Text(Figures.Count(step.Load) + (step.IsRepeat ? ReportSentences.Again : "")),
                new Text(Figures.Time(step.P99Us)),
                new Text(Figures.Count(step.Lost)),
                new Text(Figures.Count(step.DeliveriesPerSecond)),
                new Text(Figures.Percent(step.ServerCpuPercent)),
                new Text(Figures.Percent(step.GeneratorCpuPercent)));
        }

        console.Write(table);
        console.WriteParagraph(
            (ReportSentences.CapacityLabel, Style.Plain),
            (ladder.Headline(Figures.Count), SummaryTable.Strong));
    }
}
