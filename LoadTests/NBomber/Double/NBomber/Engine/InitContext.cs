using Microsoft.Extensions.Configuration;
using NBomber.Contracts;
using NBomber.Contracts.Metrics;
using NBomber.Contracts.Stats;
using Serilog;

namespace NBomber.Engine;

/// <summary>The context of init and clean of one scenario. There are no settings files.</summary>
internal sealed class InitContext(
    TestSession session, ScenarioProps scenario, ScenarioOperation operation) : IScenarioInitContext
{
    private static readonly IConfiguration s_empty = new ConfigurationBuilder().Build();

    public TestInfo TestInfo => session.TestInfo;

    public ScenarioInfo ScenarioInfo { get; } = new()
    {
        ScenarioName = scenario.Name,
        ScenarioOperation = operation,
    };

    public NodeInfo NodeInfo => session.NodeInfo;

    public IConfiguration CustomSettings => s_empty;

    public IConfiguration GlobalCustomSettings => s_empty;

    public ScenarioPartition ScenarioPartition { get; } = new();

    public ILogger Logger => session.Logger;

    public void RegisterMetric(ICounter counter) => session.Metrics.Add(scenario.Name, counter);

    public void RegisterMetric(IGauge gauge) => session.Metrics.Add(scenario.Name, gauge);
}
