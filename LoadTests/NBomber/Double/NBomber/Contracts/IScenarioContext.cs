using NBomber.Contracts.Stats;
using Serilog;

namespace NBomber.Contracts;

/// <summary>The context of an iteration.</summary>
public interface IScenarioContext
{
    TestInfo TestInfo { get; }

    ScenarioInfo ScenarioInfo { get; }

    NodeInfo NodeInfo { get; }

    ILogger Logger { get; }

    long InvocationNumber { get; }

    Dictionary<string, object> Data { get; }

    Dictionary<string, object> ScenarioInstanceData { get; }

    CancellationToken ScenarioCancellationToken { get; }

    Random Random { get; }

    void StopScenario(string scenarioName, string reason);

    void StopCurrentTest(string reason);

    TimeSpan GetScenarioTimerTime();
}
