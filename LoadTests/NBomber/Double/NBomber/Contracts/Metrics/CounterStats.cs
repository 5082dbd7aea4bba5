namespace NBomber.Contracts.Metrics;

/// <summary>A counter's value at the end.</summary>
public sealed class CounterStats
{
    public string ScenarioName = "";
    public string MetricName = "";
    public string UnitOfMeasure = "";
    public long Value;
}
