namespace NBomber.Contracts.Metrics;

/// <summary>A gauge's value at the end.</summary>
public sealed class GaugeStats
{
    public string ScenarioName = "";
    public string MetricName = "";
    public string UnitOfMeasure = "";
    public double Value;
}
