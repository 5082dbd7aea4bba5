namespace NBomber.Contracts.Stats;

/// <summary>A report that was written.</summary>
public sealed class ReportFile
{
    public string FilePath { get; internal init; } = "";

    public ReportFormat ReportFormat { get; internal init; }
}
