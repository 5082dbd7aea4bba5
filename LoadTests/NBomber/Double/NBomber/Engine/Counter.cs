using NBomber.Contracts.Metrics;

namespace NBomber.Engine;

internal sealed class Counter(string name, string unit) : ICounter
{
    private long _value;

    public string MetricName => name;

    public string UnitOfMeasure => unit;

    public long Value => Interlocked.Read(ref _value);

    public void Add(long value) => Interlocked.Add(ref _value, value);
}
