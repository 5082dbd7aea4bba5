using System.Xml.Linq;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;

namespace LoadTests.Reporting.Charts;

/// <summary>
/// Pairs of horizontal bars, one pair per load. Each pair has its own scale. On a common scale, the
/// bars for 100 clients would be invisible next to those for 5,000.
/// </summary>
internal static class BarPanel
{
    public const double Width = 460;

    private const double Top = 30;
    private const double RowHeight = 58;
    private const double BarHeight = 13;
    private const double LongestBar = 300;

    /// <summary>Below this reach, each figure shows the reach too.</summary>
    private const double WholeReach = 0.999;

    public static double HeightOf(int rows) => Top + (rows * RowHeight) + 4;

    /// <param name="title">The compared value, and which direction is better.</param>
    public static XElement Draw(
        string title,
        IReadOnlyList<ComparisonRow> rows,
        Func<ComparisonSide, double?> value,
        Func<double?, string> say)
    {
        var svg = new XElement(
            "svg",
            new XAttribute("viewBox", $"0 0 {Width} {Plot.At("h", HeightOf(rows.Count)).Value}"),
            new XAttribute("role", "img"),
            new XAttribute("class", "plot"),
            new XElement("title", title),
            Plot.Text(0, 18, title, "heading"));
        for (int i = 0; i < rows.Count; i++)
        {
            ComparisonRow row = rows[i];
            double y = Top + (i * RowHeight);
            double longest = Math.Max(value(row.First) ?? 0, value(row.Second) ?? 0);
            string load = ReportSentences.WorkloadOf(row.Workload, Figures.Count(row.Clients));
            svg.Add(Plot.Text(0, y + 14, load, "label"));
            AddBar(svg, y + 20, "one", row.First);
            AddBar(svg, y + 20 + BarHeight + 2, "two", row.Second);

            void AddBar(XElement to, double at, string colour, ComparisonSide side)
            {
                double length = longest > 0 ? LongestBar * (value(side) ?? 0) / longest : 0;
                string text = value(side) is null && side.Note is { } why ? why : say(value(side));

                // Lost messages have no latency, so a server that loses many would look fast.
                text += value(side) is not null && side.Reach < WholeReach
                    ? ChartSentences.PartlyReceived(Math.Floor(side.Reach.Value * 100))
                    : string.Empty;
                to.Add(
                    new XElement(
                        "rect",
                        Plot.At("x", 0),
                        Plot.At("y", at),
                        Plot.At("width", Math.Max(length, 1.5)),
                        Plot.At("height", BarHeight),
                        new XAttribute("rx", "2"),
                        new XAttribute("class", $"bar {colour}")),
                    Plot.Text(Math.Max(length, 1.5) + 6, at + 11, text, "value"));
            }
        }

        return svg;
    }
}
