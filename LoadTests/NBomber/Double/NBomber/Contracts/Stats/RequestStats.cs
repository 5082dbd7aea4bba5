namespace NBomber.Contracts.Stats;

/// <summary>The number and the rate of responses.</summary>
public sealed class RequestStats
{
    public int Count { get; internal init; }

    public double RPS { get; internal init; }

    public int Percent { get; set; }
}
