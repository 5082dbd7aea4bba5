using System.Net;
using NBomber.Contracts.Stats;

namespace NBomber.Reports;

/// <summary>A report in each format. All except the CSV name the double at the start.
/// </summary>
internal static class ReportText
{
    public static string Write(NodeStats stats, ReportFormat format) => format switch
    {
        ReportFormat.Txt => Txt(stats),
        ReportFormat.Html => Html(stats),
        ReportFormat.Csv => Csv(stats),
        _ => Md(stats),
    };

    private static string Title(NodeStats stats) =>
        $"NBomber {stats.NodeInfo.NBomberVersion}: {stats.TestInfo.TestSuite}, "
        + $"{stats.TestInfo.TestName}, {stats.Duration.TotalSeconds:0.##} s";

    private static IEnumerable<string> Thresholds(NodeStats stats) => stats.Thresholds.Select(
        static t => $"{t.ScenarioName} {t.StepName} {t.CheckExpression}: "
            + (t.IsFailed ? $"failed {t.ErrorCount} times {t.ExceptionMsg}" : "holds"));

    private static string Txt(NodeStats stats) => string.Join('\n', (string[])
    [
        Title(stats), "",
        .. ReportRow.Of(stats).Select(static row => string.Join(", ", row.Select(
            static (cell, i) => $"{ReportRow.Head[i]}: {cell}"))),
        "", .. Thresholds(stats), "",
    ]);

    private static string Md(NodeStats stats) => string.Join('\n', (string[])
    [
        $"# {Title(stats)}", "",
        $"| {string.Join(" | ", ReportRow.Head)} |",
        $"|{string.Concat(ReportRow.Head.Select(static _ => "---|"))}",
        .. ReportRow.Of(stats).Select(static row => $"| {string.Join(" | ", row)} |"),
        "", .. Thresholds(stats).Select(static t => $"- {t}"), "",
    ]);

    private static string Csv(NodeStats stats) => string.Join('\n', (string[])
    [
        string.Join(',', ReportRow.Head),
        .. ReportRow.Of(stats).Select(static row => string.Join(',', row.Select(
            static cell => $"\"{cell.Replace("\"", "\"\"")}\""))),
        "",
    ]);

    private static string Html(NodeStats stats)
    {
        string title = WebUtility.HtmlEncode(Title(stats));
        return string.Join('\n', (string[])
        [
            $"<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{title}</title></head>",
            $"<body><h1>{title}</h1><table>",
            HtmlRow("th", ReportRow.Head),
            .. ReportRow.Of(stats).Select(static row => HtmlRow("td", row)),
            "</table><ul>",
            .. Thresholds(stats).Select(static t => $"<li>{WebUtility.HtmlEncode(t)}</li>"),
            "</ul></body></html>", "",
        ]);
    }

    private static string HtmlRow(string tag, string[] cells) => "<tr>" + string.Concat(
        cells.Select(c => $"<{tag}>{WebUtility.HtmlEncode(c)}</{tag}>")) + "</tr>";
}
