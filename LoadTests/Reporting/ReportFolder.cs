using System.Xml.Linq;
using LoadTests.Failures;
using LoadTests.Reporting.Charts;
using LoadTests.Reporting.Page;
using LoadTests.Reporting.Results;

namespace LoadTests.Reporting;

/// <summary>
/// A folder with a report: <c>report.json</c>, <c>index.html</c> and, for documents, the
/// comparison and the ladder as pictures of their own.
/// </summary>
internal static class ReportFolder
{
    /// <summary>Makes the folder for reports, and sees whether it can be written to.</summary>
    /// <exception cref="LoadTestException">It cannot.</exception>
    public static void Prepare(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            string probe = Path.Combine(path, Path.GetRandomFileName());
            const FileOptions gone = FileOptions.DeleteOnClose;
            using FileStream file = File.Create(probe, bufferSize: 1, gone);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw new LoadTestException(
                $"--reports: nothing can be written to '{path}': take another, or 'none'.",
                isUsage: true);
        }
    }

    /// <summary>Writes a report; the folder is made when it is not there.</summary>
    /// <returns>The path of the page.</returns>
    /// <exception cref="LoadTestException">The disk does not take it any more.</exception>
    public static string Write(RunReport report, string path)
    {
        try
        {
            return WriteAll(report, path);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw new LoadTestException($"The report could not be written: {e.Message}");
        }
    }

    private static bool IsRefusal(Exception e) => e is IOException or UnauthorizedAccessException
        or ArgumentException or NotSupportedException;

    private static string WriteAll(RunReport report, string path)
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
