using System.Xml.Linq;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;

namespace LoadTests.Reporting.Charts;

/// <summary>A comparison of two servers, with a panel per measured value.</summary>
internal static class ComparisonChart
{
    private const double Gap = 28;
    private const double Head = 64;

    /// <summary>The panels with values.</summary>
    public static IReadOnlyList<XElement> DrawPanels(ComparisonReport report)
    {
        var panels = new List<XElement>();
        Add(ChartSentences.Deliveries, static s => s.DeliveriesPerSecond, Figures.Count);
        Add(ChartSentences.CpuPerDelivery, static s => s.CpuUsPerDelivery, Figures.Time);
        Add(ChartSentences.P50, static s => s.P50Us, Figures.Time);
        Add(ChartSentences.P99, static s => s.P99Us, Figures.Time);
        Add(ChartSentences.Threads, static s => s.Threads, Figures.Count);
        Add(ChartSentences.MemoryPerClient, static s => s.BytesPerClient, Figures.Bytes);
        return panels;

        void Add(string title, Func<ComparisonSide, double?> value, Func<double?, string> say)
        {
            ComparisonRow[] rows = [.. report.Rows.Where(
                row => value(row.First) is not null || value(row.Second) is not null)];
            if (rows.Length > 0)
            {
                panels.Add(BarPanel.Draw(title, rows, value, say));
            }
        }
    }

    /// <summary>All panels in one picture, with the machine and the commit.</summary>
    public static XElement DrawAll(ComparisonReport report, RunReport run)
    {
        IReadOnlyList<XElement> panels = DrawPanels(report);
        double height = BarPanel.HeightOf(report.Rows.Count);
        double width = (2 * BarPanel.Width) + (3 * Gap);
        double total = Head + ((panels.Count + 1) / 2 * (height + Gap));
        string where = ChartSentences.Run(
            run.Machine,
            run.DotNetVersion,
            run.Commit,
            run.Runner,
            ReportSentences.Rounds(report.Rounds));
        var svg = new XElement(
            "svg",
            new XAttribute("viewBox", $"0 0 {width:0} {total:0}"),
            new XAttribute("role", "img"),
            new XElement("title", ReportSentences.Against(report.First, report.Second)),
            Legend(Gap, 26, "one", report.First),
            Legend(Gap + 44 + (report.First.Length * 8), 26, "two", report.Second),
            Plot.Text(Gap, 48, where, "note"));
        for (int i = 0; i < panels.Count; i++)
        {
            XElement panel = panels[i];
            panel.Add(
                Plot.At("x", Gap + (i % 2 * (BarPanel.Width + Gap))),
                Plot.At("y", Head + (i / 2 * (height + Gap))),
                Plot.At("width", BarPanel.Width),
                Plot.At("height", height),
                new XAttribute("preserveAspectRatio", "xMinYMin"));
            svg.Add(panel);
        }

        return svg;
    }

    private static XElement Legend(double x, double y, string colour, string name) => new(
        "g",
        new XElement(
            "rect",
            Plot.At("x", x),
            Plot.At("y", y - 11),
            Plot.At("width", 13),
            Plot.At("height", 13),
            new XAttribute("rx", "2"),
            new XAttribute("class", $"bar {colour}")),
        Plot.Text(x + 20, y, name, "heading"));
}
