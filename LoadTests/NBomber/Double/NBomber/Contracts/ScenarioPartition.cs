namespace NBomber.Contracts;

/// <summary>The share of a node in a cluster.</summary>
public sealed class ScenarioPartition
{
    public int Number { get; internal init; } = 1;

    public int Count { get; internal init; } = 1;
}
