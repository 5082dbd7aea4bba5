using NBomber.Contracts.Metrics;

namespace NBomber.Contracts.Stats;

/// <summary>All figures of a run.</summary>
public sealed class NodeStats
{
    public ScenarioStats[] ScenarioStats { get; internal init; } = [];

    public MetricStats Metrics { get; internal init; } = new();

    public ThresholdResult[] Thresholds { get; internal init; } = [];

    public NodeInfo NodeInfo { get; internal init; } = new();

    public TestInfo TestInfo { get; internal init; } = new();

    public TimeSpan Duration { get; internal init; }

    public ReportFile[] ReportFiles { get; internal init; } = [];

    [Obsolete("use ScenarioStats and StepStats")]
    public int AllFailCount => ScenarioStats.Sum(static s => s.Fail.Request.Count);
}
