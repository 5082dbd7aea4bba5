using System.Xml.Linq;
using LoadTests.Reporting.Charts;

namespace LoadTests.Reporting;

/// <summary>
/// A folder with a report: <c>report.json</c>, <c>index.html</c> and, for documents, the
/// comparison and the ladder as pictures of their own.
/// </summary>
internal static class ReportFolder
{
    /// <summary>Writes a report; the folder is made when it is not there.</summary>
    /// <returns>The path of the page.</returns>
    public static string Write(RunReport report, string path)
    {
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "report.json"), ReportJson.Write(report));
        if (report.Comparison is { Rows.Count: > 0 } comparison)
        {
            WritePicture(path, "comparison.svg", ComparisonChart.DrawAll(comparison, report));
        }

        if (report.Ladder is { Steps.Count: > 0 } ladder)
        {
            WritePicture(path, "ladder.svg", LadderChart.Draw(ladder));
        }

        string page = Path.Combine(path, "index.html");
        File.WriteAllText(page, HtmlPage.Write(report));
        return page;
    }

    private static void WritePicture(string path, string name, XElement svg) =>
        File.WriteAllText(Path.Combine(path, name), ChartStyle.MakeStandalone(svg) + "\n");
}
