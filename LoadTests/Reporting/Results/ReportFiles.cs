using LoadTests.Sentences;

namespace LoadTests.Reporting.Results;

/// <summary>The files of a report besides its page.</summary>
internal static class ReportFiles
{
    public const string Page = "index.html";
    public const string Json = "report.json";
    public const string Markdown = "report.md";
    public const string Scenarios = "scenarios.csv";
    public const string Seconds = "seconds.csv";
    public const string Comparison = "comparison.csv";
    public const string Ladder = "ladder.csv";

    /// <summary>The file names with the texts of their links.</summary>
    public static IEnumerable<(string File, string What)> Of(RunReport report)
    {
        yield return (Json, "JSON");
        yield return (Markdown, "Markdown");
        if (report.Scenarios.Count > 0)
        {
            yield return (Scenarios, ReportSentences.CsvOfScenarios);
            yield return (Seconds, ReportSentences.CsvOfSeconds);
        }

        if (report.Comparison is not null)
        {
            yield return (Comparison, ReportSentences.CsvOfComparison);
        }

        if (report.Ladder is not null)
        {
            yield return (Ladder, ReportSentences.CsvOfLadder);
        }
    }
}
