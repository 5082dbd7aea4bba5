namespace NBomber.Contracts.Stats;

/// <summary>How many responses there were, and how many a second.</summary>
public sealed class RequestStats
{
    public int Count { get; internal init; }

    public double RPS { get; internal init; }

    public int Percent { get; set; }
}
