using System.Xml.Linq;
using LoadTests.Reporting.Charts;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;

namespace LoadTests.Reporting.Page;

/// <summary>A ladder in the page: the capacity, the plot, the steps.</summary>
internal static class LadderSection
{
    public static XElement Draw(LadderReport ladder) => new(
        "section",
        new XAttribute("id", "ladder"),
        new XElement("h2", ReportSentences.CapacityHeading),
        Html.Classed(
            "p",
            "capacity",
            ladder.Headline(Figures.Count)),
        new XElement(
            "p",
            ReportSentences.Objective(ladder.Objective)
            + (ladder.IsRepeated ? ReportSentences.HeldAgain : "")),
        Html.Classed("p", "soft", ladder.Settings),
        Html.Classed(
            "div",
            "plots ladder",
            new XElement("figure", LadderChart.Draw(ladder)),
            DrawSteps(ladder)));

    private static XElement DrawSteps(LadderReport ladder) => Html.Table(
        [ladder.Unit, "", .. ReportSentences.StepHeads],
        ladder.Steps.Select(static s => (IEnumerable<object>)
        [
            Figures.Count(s.Load) + (s.IsRepeat ? ReportSentences.Again : ""),
            s.HasPassed
                ? Html.Classed("span", "good", $"✓ {ReportSentences.Held}")
                : Html.Classed("span", "bad", $"✗ {ReportSentences.Failed}"),
            Figures.Time(s.P99Us), Figures.Count(s.Lost),
            Figures.Count(s.DeliveriesPerSecond), Figures.Percent(s.ServerCpuPercent),
            Figures.Percent(s.GeneratorCpuPercent),
        ]));
}
