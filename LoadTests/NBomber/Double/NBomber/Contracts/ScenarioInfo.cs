namespace NBomber.Contracts;

/// <summary>The scenario and the copy of an iteration.</summary>
public sealed class ScenarioInfo
{
    [Obsolete("use InstanceId")]
    public string ThreadId => InstanceId;

    [Obsolete("use InstanceNumber")]
    public int ThreadNumber => InstanceNumber;

    public string InstanceId { get; internal init; } = "";

    public int InstanceNumber { get; internal init; }

    public string ScenarioName { get; internal init; } = "";

    public TimeSpan ScenarioDuration { get; internal init; }

    public ScenarioOperation ScenarioOperation { get; internal init; }
}
