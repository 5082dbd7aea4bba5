using System.Xml.Linq;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;

namespace LoadTests.Reporting.Charts;

/// <summary>
/// Pairs of level bars, one pair for each load. The bars of a pair are as long as their values are
/// to each other: with one length for all loads, 5,000 clients would press 100 flat.
/// </summary>
internal static class BarPanel
{
    public const double Width = 460;

    private const double Top = 30;
    private const double RowHeight = 58;
    private const double BarHeight = 13;
    private const double LongestBar = 300;

    /// <summary>Below it so much is missing that it has to be said with each figure.</summary>
    private const double WholeReach = 0.999;

    public static double HeightOf(int rows) => Top + (rows * RowHeight) + 4;

    /// <param name="title">What is compared, and which is better.</param>
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
            string load = $"{row.Workload}, {Figures.Count(row.Clients)} clients";
            svg.Add(Plot.Text(0, y + 14, load, "label"));
            AddBar(svg, y + 20, "one", row.First);
            AddBar(svg, y + 20 + BarHeight + 2, "two", row.Second);

            void AddBar(XElement to, double at, string colour, ComparisonSide side)
            {
                double length = longest > 0 ? LongestBar * (value(side) ?? 0) / longest : 0;
                string text = value(side) is null && side.Note is { } why ? why : say(value(side));

                // What never came has no latency: without this word, losing much would look fast.
                text += value(side) is not null && side.Reach < WholeReach
                    ? $", {Math.Floor(side.Reach.Value * 100):0} % came"
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
