namespace NBomber.Contracts.Stats;

/// <summary>Figures of one step.</summary>
public sealed class StepStats
{
    public string StepName { get; internal init; } = "";

    public MeasurementStats Ok { get; internal init; } = new();

    public MeasurementStats Fail { get; internal init; } = new();

    public int SortIndex { get; internal init; }
}
