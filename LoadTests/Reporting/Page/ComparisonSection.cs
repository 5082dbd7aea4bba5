using System.Xml.Linq;
using LoadTests.Reporting.Charts;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Verdicts;
using LoadTests.Sentences;

namespace LoadTests.Reporting.Page;

/// <summary>The comparison of two servers in the page: plots, then a table.</summary>
internal static class ComparisonSection
{
    public static XElement Draw(ComparisonReport report) => new(
        "section",
        new XAttribute("id", "comparison"),
        new XElement("h2", ReportSentences.SideBySide(report.First, report.Second)),
        Html.Classed(
            "p",
            "soft",
            ReportSentences.SameLoads(ReportSentences.Rounds(report.Rounds))),
        RunLength.Warn(report) is { } warning ? Html.Classed("p", "note", warning) : null,
        Html.Classed(
            "div",
            "key",
            new XElement("span", Html.Classed("i", "one"), report.First),
            new XElement("span", Html.Classed("i", "two"), report.Second)),
        Html.Classed(
            "div",
            "plots",
            ComparisonChart.DrawPanels(report).Select(static p => new XElement("figure", p))),
        Html.Table(
            [.. ReportSentences.ComparisonHeads, ""],
            report.Rows.SelectMany(row => new[]
            {
                Cells(row, report.First, row.First), Cells(row, report.Second, row.Second),
            })));

    private static IEnumerable<object> Cells(
        ComparisonRow row, string server, ComparisonSide side) =>
    [
        row.Workload, Figures.Count(row.Clients), server, Figures.Count(side.DeliveriesPerSecond),
        Figures.Time(side.CpuUsPerDelivery), Figures.Time(side.P50Us), Figures.Time(side.P99Us),
        Figures.Count(side.Threads), Figures.Bytes(side.BytesPerClient), Figures.Share(side.Reach),
        side.Note ?? string.Empty,
    ];
}
