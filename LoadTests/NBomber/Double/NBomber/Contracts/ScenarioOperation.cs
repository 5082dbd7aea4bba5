namespace NBomber.Contracts;

/// <summary>What a scenario does at the moment.</summary>
public enum ScenarioOperation
{
    Init,
    Clean,
    WarmUp,
    Bombing,
}
