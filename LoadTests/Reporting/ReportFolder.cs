using System.Xml.Linq;
using LoadTests.Failures;
using LoadTests.Reporting.Charts;
using LoadTests.Reporting.Page;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;

namespace LoadTests.Reporting;

/// <summary>
/// A folder with a report: the page, JSON, Markdown and CSV, and pictures of the comparison and the
/// ladder for documents.
/// </summary>
internal static class ReportFolder
{
    /// <summary>Creates the folder for reports, and checks that it is writable.</summary>
    /// <exception cref="LoadTestException">It is not writable.</exception>
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
                CommandLineSentences.ReportsNotWritable(path), isUsage: true);
        }
    }

    /// <summary>Writes a report, and creates the folder if necessary.</summary>
    /// <returns>The path of the page.</returns>
    /// <exception cref="LoadTestException">A file could not be written.</exception>
    public static string Write(RunReport report, string path)
    {
        try
        {
            return WriteAll(report, path);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw new LoadTestException(RunSentences.ReportNotWritten(e.Message));
        }
    }

    private static bool IsRefusal(Exception e) => e is IOException or UnauthorizedAccessException
        or ArgumentException or NotSupportedException;

    private static string WriteAll(RunReport report, string path)
    {
        Directory.CreateDirectory(path);
        foreach ((string name, _) in ReportFiles.Of(report))
        {
            File.WriteAllText(Path.Combine(path, name), Text(report, name));
        }

        if (report.Comparison is { Rows.Count: > 0 } comparison)
        {
            WritePicture(path, "comparison.svg", ComparisonChart.DrawAll(comparison, report));
        }

        if (report.Ladder is { Steps.Count: > 0 } ladder)
        {
            WritePicture(path, "ladder.svg", LadderChart.Draw(ladder));
        }

        string page = Path.Combine(path, ReportFiles.Page);
        File.WriteAllText(page, HtmlPage.Write(report));
        return page;
    }

    private static string Text(RunReport report, string name) => name switch
    {
        ReportFiles.Json => ReportJson.Write(report),
        ReportFiles.Markdown => ReportMarkdown.Write(report),
        ReportFiles.Scenarios => ReportCsv.WriteScenarios(report.Scenarios, report.Runner),
        ReportFiles.Seconds => ReportCsv.WriteSeconds(report.Scenarios),
        ReportFiles.Comparison =>
            ReportCsv.WriteComparison(report.Comparison!, report.Runner),
        ReportFiles.Ladder => ReportCsv.WriteLadder(report.Ladder!, report.Runner),
        _ => throw new ArgumentException($"No report has a file {name}.", nameof(name)),
    };

    private static void WritePicture(string path, string name, XElement svg) =>
        File.WriteAllText(Path.Combine(path, name), ChartStyle.MakeStandalone(svg) + "\n");
}
