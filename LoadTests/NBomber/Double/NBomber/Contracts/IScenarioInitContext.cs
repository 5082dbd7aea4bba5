using Microsoft.Extensions.Configuration;
using NBomber.Contracts.Metrics;
using NBomber.Contracts.Stats;
using Serilog;

namespace NBomber.Contracts;

/// <summary>The context of init and clean.</summary>
public interface IScenarioInitContext
{
    TestInfo TestInfo { get; }

    ScenarioInfo ScenarioInfo { get; }

    NodeInfo NodeInfo { get; }

    IConfiguration CustomSettings { get; }

    IConfiguration GlobalCustomSettings { get; }

    ScenarioPartition ScenarioPartition { get; }

    ILogger Logger { get; }

    void RegisterMetric(ICounter counter);

    void RegisterMetric(IGauge gauge);
}
