using System.Xml.Linq;
using LoadTests.Reporting.Charts;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;

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
                new XElement(
                    "title", ReportSentences.PageTitle(Figures.Time(report.StartedUtc))),
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
                    ReportSentences.Footer)));
        return "<!DOCTYPE html>\n" + Html.Serialize(root) + "\n";
    }

    /// <summary>The result, in a coloured field.</summary>
    public static XElement Badge(bool isGood) => isGood
        ? Html.Classed("span", "badge good", ReportSentences.Passed)
        : Html.Classed("span", "badge bad", ReportSentences.Failed);

    private static XElement DrawHeader(RunReport report)
    {
        bool hasThresholds = report.Scenarios.Any(static s => s.Thresholds.Count > 0);
        return new XElement(
            "header",
            new XElement(
                "h1",
                ReportSentences.PageHeading,
                hasThresholds ? Badge(report.HasPassed()) : null),
            new XElement(
                "dl",
                Fact(ReportSentences.Started, Figures.Time(report.StartedUtc)),
                Fact(ReportSentences.Runner, report.Runner),
                Fact(ReportSentences.Machine, report.Machine),
                Fact(ReportSentences.Cores, Figures.Count(report.Cores)),
                Fact(ReportSentences.DotNet, report.DotNetVersion),
                Fact(ReportSentences.Commit, report.Commit)),
            report.Command is null
                ? null
                : new XElement("pre", new XElement("code", report.Command)),
            Html.Classed("p", "soft", Links(report)));
    }

    /// <summary>Links to the files with the same figures in other formats.</summary>
    private static IEnumerable<object> Links(RunReport report)
    {
        string separator = ReportSentences.AlsoAvailable;
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
        new XElement("h2", ReportSentences.ScenariosHeading),
        Html.Table(
            ReportSentences.PageScenarioHeads,
            report.Scenarios.Select(static s => (IEnumerable<object>)
            [
                new XElement("a", new XAttribute("href", "#" + ScenarioSection.IdOf(s)), s.Name),
                s.HasPassed()
                    ? Html.Classed("span", "good", $"✓ {ReportSentences.Passed}")
                    : Html.Classed("span", "bad", $"✗ {ReportSentences.Failed}"),
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
