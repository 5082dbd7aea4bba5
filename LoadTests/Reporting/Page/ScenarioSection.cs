using System.Xml.Linq;
using LoadTests.Reporting.Charts;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Verdicts;
using LoadTests.Sentences;

namespace LoadTests.Reporting.Page;

/// <summary>A scenario in the page: thresholds, tables, plots.</summary>
internal static class ScenarioSection
{
    public static XElement Draw(ScenarioReport report, int cores) => new(
        "section",
        new XAttribute("id", IdOf(report)),
        new XElement(
            "h2",
            report.Name + " ",
            report.Thresholds.Count > 0 ? HtmlPage.Badge(report.HasPassed()) : null),
        new XElement("p", report.Description),
        Html.Classed("p", "soft", report.Settings),
        DrawThresholds(report),
        Saturation.Warn(report, cores) is { } warning ? Html.Classed("p", "note", warning) : null,
        DrawCounts(report),
        DrawLatency(report),
        DrawRounds(report),
        DrawHostile(report),
        DrawErrors(report),
        DrawExamples(report),
        DrawCost(report),
        Html.Classed(
            "div",
            "plots",
            ScenarioCharts.Draw(report).Select(static c => new XElement("figure", c))));

    /// <summary>The anchor of its section.</summary>
    public static string IdOf(ScenarioReport report) =>
        "s-" + string.Concat(report.Name.Select(static c => char.IsLetterOrDigit(c) ? c : '-'));

    public static double? PerSecond(ScenarioReport report, long count) =>
        report.Seconds > 0 ? count / report.Seconds : null;

    public static double? CpuPercent(ScenarioReport report, double? cpuSeconds) =>
        report.Seconds > 0 ? cpuSeconds / report.Seconds * 100 : null;

    /// <summary>A latency; missing when none was measured.</summary>
    public static string Latency(ScenarioReport report, double us) =>
        report.Latency.Count > 0 ? Figures.Time(us) : Figures.Missing;

    private static XElement? DrawThresholds(ScenarioReport report) => report.Thresholds.Count == 0
        ? null
        : Html.Classed("ul", "thresholds", report.Thresholds.Select(static t => new XElement(
            "li",
            t.HasPassed ? Html.Classed("span", "good", "✓ ") : Html.Classed("span", "bad", "✗ "),
            t.Text,
            Html.Classed("span", "soft", t.Measured.Length > 0 ? $" – {t.Measured}" : ""))));

    private static XElement DrawCounts(ScenarioReport s) => Html.Table(
        ReportSentences.CountHeads,
        [
            [
                Figures.Count(s.Connections), ReportSentences.Seconds(Figures.Trim(s.Seconds)),
                Figures.Rate(s.OfferedPerSecond), Figures.Rate(PerSecond(s, s.Sent)),
                Figures.Count(s.Sent), Figures.Count(s.Expected),
                Figures.Count(s.Received), Figures.Rate(PerSecond(s, s.Received)),
                Figures.Reach(s),
            ],
        ]);

    private static XElement? DrawLatency(ScenarioReport s) => s.Latency.Count == 0
        ? null
        : Html.Table(
            [ReportSentences.LatencyHead, .. ReportSentences.LatencyHeads],
            [
                [
                    ReportSentences.MeasuredLatencies(Figures.Count(s.Latency.Count)),
                    Figures.Time(s.Latency.MinUs), Figures.Time(s.Latency.AverageUs),
                    Figures.Time(s.Latency.P50Us), Figures.Time(s.Latency.P90Us),
                    Figures.Time(s.Latency.P95Us), Figures.Time(s.Latency.P99Us),
                    Figures.Time(s.Latency.P999Us), Figures.Time(s.Latency.MaxUs),
                ],
            ]);

    private static XElement? DrawRounds(ScenarioReport s) => s.Rounds.Count == 0
        ? null
        : Html.Table(
            ReportSentences.RoundHeads,
            s.Rounds.Select(static (r, i) => (IEnumerable<object>)
                [Figures.Count(i + 1), Figures.Time(r.WithUs), Figures.Time(r.WithoutUs)]));

    private static XElement? DrawHostile(ScenarioReport s) => s.Hostile.Count == 0
        ? null
        : Html.Table(
            ReportSentences.HostileHeads,
            s.Hostile.Select(static f => (IEnumerable<object>)
            [
                f.Kind,
                Figures.Count(f.Connections),
                Figures.Count(f.InHonestRooms),
                Figures.Count(f.Ended()),
                Figures.Ends(f),
            ]));

    private static XElement? DrawErrors(ScenarioReport s) => s.Errors.Count == 0
        ? null
        : Html.Table(
            ReportSentences.ErrorHeads,
            s.Errors.OrderByDescending(static e => e.Value).Select(static e =>
                (IEnumerable<object>)[Html.Classed("span", "bad", e.Key), Figures.Count(e.Value)]));

    private static XElement? DrawExamples(ScenarioReport s) => s.Examples.Count == 0
        ? null
        : Html.Classed("ul", "soft", s.Examples.Select(static e => new XElement("li", e)));

    private static XElement DrawCost(ScenarioReport s)
    {
        var rows = new List<IEnumerable<object>>();
        if (s.Server is { } server)
        {
            rows.Add(
            [
                SummarySentences.Server, ReportSentences.Seconds(Figures.Trim(server.CpuSeconds)),
                Figures.Percent(CpuPercent(s, server.CpuSeconds)),
                PerDelivery(s, server.CpuSeconds),
                Figures.Bytes(server.WorkingSetBytes), Figures.Bytes(server.BytesPerClient),
                Figures.Count(server.Threads),
                $"{Figures.Count(server.Gen0)} / {Figures.Count(server.Gen1)} / "
                + Figures.Count(server.Gen2),
                Figures.Bytes(server.AllocatedBytes), Figures.Bytes(s.AllocatedPerMessage()),
            ]);
        }

        rows.Add(
        [
            SummarySentences.LoadGenerator,
            ReportSentences.Seconds(Figures.Trim(s.GeneratorCpuSeconds)),
            Figures.Percent(CpuPercent(s, s.GeneratorCpuSeconds)),
            PerDelivery(s, s.GeneratorCpuSeconds),
            Figures.Bytes(s.GeneratorBytes), Figures.Bytes(s.GeneratorBytesPerClient),
            "", "", "", "",
        ]);
        return Html.Table(
            ReportSentences.CostHeads,
            rows);
    }

    private static string PerDelivery(ScenarioReport s, double cpuSeconds) =>
        s.Received > 0 ? Figures.Time(cpuSeconds * 1e6 / s.Received) : Figures.Missing;
}
