namespace NBomber.Contracts.Stats;

/// <summary>The current operation of a node.</summary>
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
