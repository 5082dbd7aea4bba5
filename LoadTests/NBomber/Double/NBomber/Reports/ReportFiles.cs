using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Reports;

/// <summary>Writes the requested reports into the report folder.</summary>
internal static class ReportFiles
{
    /// <returns>The same figures with the files' paths.</returns>
    public static NodeStats Write(NodeStats stats, NBomberContext context)
    {
        if (context.ReportFormats.Length == 0)
        {
            return stats;
        }

        string folder = Directory.CreateDirectory(context.ReportFolder).FullName;
        string name = context.ReportFileName ?? $"nbomber_report_{stats.TestInfo.SessionId}";
        var files = new List<ReportFile>();
        foreach (ReportFormat format in context.ReportFormats)
        {
#pragma warning disable CA1308 // A file's extension is lower-case.
            string path = Path.Combine(folder, $"{name}.{format.ToString().ToLowerInvariant()}");
#pragma warning restore CA1308
            File.WriteAllText(path, ReportText.Write(stats, format));
            files.Add(new ReportFile { FilePath = path, ReportFormat = format });
        }

        return new NodeStats
        {
            ScenarioStats = stats.ScenarioStats,
            Metrics = stats.Metrics,
            Thresholds = stats.Thresholds,
            NodeInfo = stats.NodeInfo,
            TestInfo = stats.TestInfo,
            Duration = stats.Duration,
            ReportFiles = [.. files],
        };
    }
}
