namespace NBomber.Contracts.Stats;

/// <summary>The result of a threshold.</summary>
public sealed class ThresholdResult
{
    public string ScenarioName { get; internal init; } = "";

    public string StepName { get; internal init; } = "";

    public string CheckExpression { get; internal init; } = "";

    public string ExceptionMsg { get; internal init; } = "";

    public int ErrorCount { get; internal init; }

    public bool IsFailed { get; internal init; }
}
