namespace NBomber.Contracts.Stats;

/// <summary>Which run this is.</summary>
public sealed class TestInfo
{
    public string SessionId { get; internal init; } = "";

    public string TestSuite { get; internal init; } = "";

    public string TestName { get; internal init; } = "";
}
