namespace NBomber.Contracts.Stats;

/// <summary>The names of a run.</summary>
public sealed class TestInfo
{
    public string SessionId { get; internal init; } = "";

    public string TestSuite { get; internal init; } = "";

    public string TestName { get; internal init; } = "";
}
