using NBomber.Contracts;

namespace NBomber.CSharp;

/// <summary>Configures a scenario.</summary>
public static class Scenario
{
    public static ScenarioProps Create(
        string name, Func<IScenarioContext, Task<IResponse>> run) => new(name, run);

    public static ScenarioProps Empty(string name) => new(name, null);

    public static ScenarioProps WithInit(
        this ScenarioProps scenario, Func<IScenarioInitContext, Task> initFunc) =>
        scenario.With(init: initFunc);

    public static ScenarioProps WithClean(
        this ScenarioProps scenario, Func<IScenarioInitContext, Task> cleanFunc) =>
        scenario.With(clean: cleanFunc);

    public static ScenarioProps WithWarmUpDuration(
        this ScenarioProps scenario, TimeSpan duration) => scenario.WithWarmUp(duration);

    public static ScenarioProps WithoutWarmUp(this ScenarioProps scenario) =>
        scenario.WithWarmUp(null);

    public static ScenarioProps WithLoadSimulations(
        this ScenarioProps scenario, params LoadSimulation[] loadSimulations) =>
        scenario.With(simulations: loadSimulations);

    public static ScenarioProps WithRestartIterationOnFail(
        this ScenarioProps scenario, bool shouldRestart) =>
        scenario.With(restartsOnFail: shouldRestart);

    public static ScenarioProps WithMaxFailCount(
        this ScenarioProps scenario, int maxFailCount) =>
        scenario.With(maxFailCount: maxFailCount);

    public static ScenarioProps WithThresholds(
        this ScenarioProps scenario, params Threshold[] thresholds) =>
        scenario.With(thresholds: thresholds);

    public static ScenarioProps WithWeight(this ScenarioProps scenario, int weight) =>
        throw new NotSupportedException("The double of NBomber has no weights: leave them out.");

    public static ScenarioProps WithStatsBasedOnIterations(
        this ScenarioProps scenario, bool enable) => scenario.With(countsIterations: enable);
}
