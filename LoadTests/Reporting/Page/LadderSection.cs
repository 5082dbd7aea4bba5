using System.Xml.Linq;
using LoadTests.Reporting.Charts;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;

namespace LoadTests.Reporting.Page;

/// <summary>A ladder in the page: the capacity, the plot, the steps.</summary>
internal static class LadderSection
{
    public static XElement Draw(LadderReport ladder) => new(
        "section",
        new XAttribute("id", "ladder"),
        new XElement("h2", "Capacity of this machine"),
        Html.Classed(
            "p",
            "capacity",
            ladder.Headline(Figures.Count)),
        new XElement(
            "p",
            $"Objective: {ladder.Objective}."
            + (ladder.IsRepeated ? " The load was repeated and held again." : "")),
        Html.Classed("p", "soft", ladder.Settings),
        Html.Classed(
            "div",
            "plots ladder",
            new XElement("figure", LadderChart.Draw(ladder)),
            DrawSteps(ladder)));

    private static XElement DrawSteps(LadderReport ladder) => Html.Table(
        [
            ladder.Unit, "", "p99", "lost", "deliveries/s", "server CPU", "generator CPU",
        ],
        ladder.Steps.Select(static s => (IEnumerable<object>)
        [
            Figures.Count(s.Load) + (s.IsRepeat ? " again" : ""),
            s.HasPassed
                ? Html.Classed("span", "good", "✓ held")
                : Html.Classed("span", "bad", "✗ failed"),
            Figures.Time(s.P99Us), Figures.Count(s.Lost),
            Figures.Count(s.DeliveriesPerSecond), Figures.Percent(s.ServerCpuPercent),
            Figures.Percent(s.GeneratorCpuPercent),
        ]));
}
