namespace NBomber.Contracts;

/// <summary>The current operation of a scenario.</summary>
public enum ScenarioOperation
{
    Init,
    Clean,
    WarmUp,
    Bombing,
}
