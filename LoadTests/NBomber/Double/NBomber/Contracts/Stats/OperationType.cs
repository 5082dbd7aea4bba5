namespace NBomber.Contracts.Stats;

/// <summary>What a node does at the moment.</summary>
public enum OperationType
{
    None,
    Init,
    WarmUp,
    Bombing,
    Stop,
    Complete,
    Error,
}
