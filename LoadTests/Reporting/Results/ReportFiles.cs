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
            yield return (Scenarios, "CSV of the scenarios");
            yield return (Seconds, "CSV of each second");
        }

        if (report.Comparison is not null)
        {
            yield return (Comparison, "CSV of the comparison");
        }

        if (report.Ladder is not null)
        {
            yield return (Ladder, "CSV of the ladder");
        }
    }
}
