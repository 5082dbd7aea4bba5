using NBomber.Contracts.Metrics;
using NBomber.Contracts.Stats;

namespace NBomber.Contracts;

/// <summary>Finds figures by name. <c>Get</c> throws for an unknown name.</summary>
public static class StatsExtensions
{
    public static ScenarioStats Get(this ScenarioStats[] scenarioStats, string name) =>
        scenarioStats.First(s => s.ScenarioName == name);

    public static StepStats Get(this StepStats[] stepStats, string name) =>
        stepStats.First(s => s.StepName == name);

    public static bool Exists(this StepStats[] stepStats, string name) =>
        stepStats.Any(s => s.StepName == name);

    public static StatusCodeStats? Find(this StatusCodeStats[] statusCodes, string statusCode) =>
        Array.Find(statusCodes, s => s.StatusCode == statusCode);

    public static CounterStats Get(this CounterStats[] counters, string metricName) =>
        counters.First(c => c.MetricName == metricName);

    public static GaugeStats Get(this GaugeStats[] gauges, string metricName) =>
        gauges.First(g => g.MetricName == metricName);
}
