using System.Xml.Linq;
using LoadTests.Reporting.Charts;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;

namespace LoadTests.Reporting.Page;

/// <summary>A report as one self-contained page, without network access and scripts.</summary>
internal static class HtmlPage
{
    public static string Write(RunReport report)
    {
        var root = new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement(
                    "meta",
                    new XAttribute("name", "viewport"),
                    new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", $"TcpChat load test, {Figures.Time(report.StartedUtc)}"),
                new XElement("style", ChartStyle.Css, "\n", PageStyle.Css)),
            new XElement(
                "body",
                DrawHeader(report),
                new XElement(
                    "main",
                    report.Comparison is { } both ? ComparisonSection.Draw(both) : null,
                    report.Ladder is { } ladder ? LadderSection.Draw(ladder) : null,
                    report.Scenarios.Count > 1 ? DrawOverview(report) : null,
                    report.Scenarios.Select(s => ScenarioSection.Draw(s, report.Cores)),
                    Glossary.Draw()),
                new XElement(
                    "footer",
                    "Latencies count from when a message was due until it was received, in"
                    + " microseconds (µs), milliseconds (ms) or seconds (s). 100 % CPU is one core."
                    + " The glossary above explains the terms.")));
        return "<!DOCTYPE html>\n" + Html.Serialize(root) + "\n";
    }

    /// <summary>The result, in a coloured field.</summary>
    public static XElement Badge(bool isGood) => isGood
        ? Html.Classed("span", "badge good", "passed")
        : Html.Classed("span", "badge bad", "failed");

    private static XElement DrawHeader(RunReport report)
    {
        bool hasThresholds = report.Scenarios.Any(static s => s.Thresholds.Count > 0);
        return new XElement(
            "header",
            new XElement(
                "h1",
                "TcpChat load test ",
                hasThresholds ? Badge(report.HasPassed()) : null),
            new XElement(
                "dl",
                Fact("started", Figures.Time(report.StartedUtc)),
                Fact("runner", report.Runner),
                Fact("machine", report.Machine),
                Fact("cores", Figures.Count(report.Cores)),
                Fact(".NET", report.DotNetVersion),
                Fact("commit", report.Commit)),
            report.Command is null
                ? null
                : new XElement("pre", new XElement("code", report.Command)),
            Html.Classed("p", "soft", Links(report)));
    }

    /// <summary>Links to the files with the same figures in other formats.</summary>
    private static IEnumerable<object> Links(RunReport report)
    {
        string separator = "Also available as ";
        foreach ((string file, string what) in ReportFiles.Of(report))
        {
            yield return separator;
            yield return new XElement("a", new XAttribute("href", file), what);
            separator = ", ";
        }

        yield return ".";
    }

    private static XElement Fact(string name, string value) => new(
        "div", new XElement("dt", name), new XElement("dd", value));

    private static XElement[] DrawOverview(RunReport report) =>
    [
        new XElement("h2", "Scenarios"),
        Html.Table(
            [
                "scenario", "", "connections", "sent/s", "received/s", "reach", "p50", "p99", "max",
                "errors", "server CPU", "generator CPU",
            ],
            report.Scenarios.Select(static s => (IEnumerable<object>)
            [
                new XElement("a", new XAttribute("href", "#" + ScenarioSection.IdOf(s)), s.Name),
                s.HasPassed()
                    ? Html.Classed("span", "good", "✓ passed")
                    : Html.Classed("span", "bad", "✗ failed"),
                Figures.Count(s.Connections),
                Figures.Rate(ScenarioSection.PerSecond(s, s.Sent)),
                Figures.Rate(ScenarioSection.PerSecond(s, s.Received)),
                Figures.Reach(s),
                ScenarioSection.Latency(s, s.Latency.P50Us),
                ScenarioSection.Latency(s, s.Latency.P99Us),
                ScenarioSection.Latency(s, s.Latency.MaxUs),
                Figures.Count(s.Errors.Values.Sum()),
                Figures.Percent(ScenarioSection.CpuPercent(s, s.Server?.CpuSeconds)),
                Figures.Percent(ScenarioSection.CpuPercent(s, s.GeneratorCpuSeconds)),
            ])),
    ];
}
