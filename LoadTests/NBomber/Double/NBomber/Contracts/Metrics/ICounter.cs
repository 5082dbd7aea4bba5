namespace NBomber.Contracts.Metrics;

/// <summary>A sum that a scenario reports.</summary>
public interface ICounter
{
    string MetricName { get; }

    string UnitOfMeasure { get; }

    void Add(long value);
}
