namespace NBomber.Contracts.Metrics;

/// <summary>A last value that a scenario reports.</summary>
public interface IGauge
{
    string MetricName { get; }

    string UnitOfMeasure { get; }

    void Set(double value);
}
