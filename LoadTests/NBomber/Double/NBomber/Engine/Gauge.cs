using NBomber.Contracts.Metrics;

namespace NBomber.Engine;

internal sealed class Gauge(string name, string unit) : IGauge
{
    private double _value;

    public string MetricName => name;

    public string UnitOfMeasure => unit;

    public double Value => Volatile.Read(ref _value);

    public void Set(double value) => Volatile.Write(ref _value, value);
}
