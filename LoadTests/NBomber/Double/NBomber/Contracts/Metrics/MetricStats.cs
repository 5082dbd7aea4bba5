namespace NBomber.Contracts.Metrics;

/// <summary>All metrics that scenarios registered.</summary>
public sealed class MetricStats
{
    public CounterStats[] Counters { get; internal init; } = [];

    public GaugeStats[] Gauges { get; internal init; } = [];
}
