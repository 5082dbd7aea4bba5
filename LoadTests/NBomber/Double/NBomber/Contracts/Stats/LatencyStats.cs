namespace NBomber.Contracts.Stats;

/// <summary>Latencies in milliseconds.</summary>
public sealed class LatencyStats
{
    public double MinMs { get; internal init; }

    public double MeanMs { get; internal init; }

    public double MaxMs { get; internal init; }

    public double Percent50 { get; internal init; }

    public double Percent75 { get; internal init; }

    public double Percent95 { get; internal init; }

    public double Percent99 { get; internal init; }

    public double StdDev { get; internal init; }
}
