using NBomber.Contracts;
using NBomber.Contracts.Stats;
using Serilog;

namespace NBomber.Engine;

/// <summary>The context of one iteration of a copy.</summary>
internal sealed class IterationContext(ScenarioCopy copy, long invocation) : IScenarioContext
{
    public ScenarioCopy Copy => copy;

    public TestInfo TestInfo => copy.Run.Session.TestInfo;

    public ScenarioInfo ScenarioInfo => copy.ScenarioInfo;

    public NodeInfo NodeInfo => copy.Run.Session.NodeInfo;

    public ILogger Logger => copy.Run.Session.Logger;

    public long InvocationNumber => invocation;

    /// <summary>The data of this iteration only.</summary>
    public Dictionary<string, object> Data { get; } = [];

    public Dictionary<string, object> ScenarioInstanceData => copy.InstanceData;

    public CancellationToken ScenarioCancellationToken => copy.Run.Stopping;

    public Random Random => Random.Shared;

    public void StopScenario(string scenarioName, string reason) =>
        copy.Run.Session.StopScenario(scenarioName, reason);

    public void StopCurrentTest(string reason) => copy.Run.Session.Stop(reason);

    public TimeSpan GetScenarioTimerTime() => copy.Run.Elapsed;
}
