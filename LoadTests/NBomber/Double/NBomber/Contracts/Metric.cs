using NBomber.Contracts.Metrics;
using NBomber.Engine;

namespace NBomber.Contracts;

/// <summary>Makes metrics.</summary>
public class Metric
{
    public static ICounter CreateCounter(string metricName, string unitOfMeasure) =>
        new Counter(metricName, unitOfMeasure);

    public static IGauge CreateGauge(string metricName, string unitOfMeasure) =>
        new Gauge(metricName, unitOfMeasure);
}
