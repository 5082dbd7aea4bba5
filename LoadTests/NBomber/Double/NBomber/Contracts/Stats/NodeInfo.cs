namespace NBomber.Contracts.Stats;

/// <summary>The machine that runs the load.</summary>
public sealed class NodeInfo
{
    public string MachineName { get; internal init; } = "";

    public OperationType CurrentOperation { get; internal init; }

    public int CoresCount { get; internal init; }

    public string NBomberVersion { get; internal init; } = "";
}
