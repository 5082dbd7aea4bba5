namespace NBomber.Contracts;

/// <summary>A node's part of a cluster; alone it is all.</summary>
public sealed class ScenarioPartition
{
    public int Number { get; internal init; } = 1;

    public int Count { get; internal init; } = 1;
}
