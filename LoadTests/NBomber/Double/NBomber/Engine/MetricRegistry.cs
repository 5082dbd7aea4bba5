using NBomber.Contracts.Metrics;

namespace NBomber.Engine;

/// <summary>The metrics that scenarios register in their init.</summary>
internal sealed class MetricRegistry
{
    private readonly List<(string Scenario, Counter Metric)> _counters = [];
    private readonly List<(string Scenario, Gauge Metric)> _gauges = [];

    public void Add(string scenario, ICounter counter) =>
        _counters.Add((scenario, (Counter)counter));

    public void Add(string scenario, IGauge gauge) => _gauges.Add((scenario, (Gauge)gauge));

    public MetricStats Build() => new()
    {
        Counters =
        [
            .. _counters.Select(static c => new CounterStats
            {
                ScenarioName = c.Scenario,
                MetricName = c.Metric.MetricName,
                UnitOfMeasure = c.Metric.UnitOfMeasure,
                Value = c.Metric.Value,
            }),
        ],
        Gauges =
        [
            .. _gauges.Select(static g => new GaugeStats
            {
                ScenarioName = g.Scenario,
                MetricName = g.Metric.MetricName,
                UnitOfMeasure = g.Metric.UnitOfMeasure,
                Value = g.Metric.Value,
            }),
        ],
    };
}
