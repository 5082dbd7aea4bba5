namespace NBomber.Contracts.Stats;

/// <summary>
/// Figures of a scenario. Since version 6.6 they include the figures of its steps, if there are
/// any.
/// </summary>
public sealed class ScenarioStats
{
    public string ScenarioName { get; internal init; } = "";

    public MeasurementStats Ok { get; internal init; } = new();

    public MeasurementStats Fail { get; internal init; } = new();

    public StepStats[] StepStats { get; internal init; } = [];

    public OperationType CurrentOperation { get; internal init; }

    public TimeSpan Duration { get; internal init; }

    [Obsolete("use ScenarioStats and StepStats")]
    public int AllRequestCount => Ok.Request.Count + Fail.Request.Count;

    [Obsolete("use ScenarioStats and StepStats")]
    public int AllOkCount => Ok.Request.Count;

    [Obsolete("use ScenarioStats and StepStats")]
    public int AllFailCount => Fail.Request.Count;
}
