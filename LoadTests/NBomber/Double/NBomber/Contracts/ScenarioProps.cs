namespace NBomber.Contracts;

/// <summary>A scenario configuration.</summary>
public sealed class ScenarioProps
{
    internal ScenarioProps(string name, Func<IScenarioContext, Task<IResponse>>? run) =>
        (Name, Run) = (name, run);

    internal string Name { get; }

    /// <summary>One iteration; null: the scenario is empty.</summary>
    internal Func<IScenarioContext, Task<IResponse>>? Run { get; }

    internal Func<IScenarioInitContext, Task>? Init { get; private set; }

    internal Func<IScenarioInitContext, Task>? Clean { get; private set; }

    /// <summary>The length of the warm-up. Null: no warm-up.</summary>
    internal TimeSpan? WarmUp { get; private set; } = TimeSpan.FromSeconds(30);

    internal LoadSimulation[] Simulations { get; private set; } =
        [CSharp.Simulation.KeepConstant(1, TimeSpan.FromMinutes(1))];

    internal bool RestartsOnFail { get; private set; } = true;

    internal int MaxFailCount { get; private set; } = 5000;

    internal Threshold[] Thresholds { get; private set; } = [];

    internal bool CountsIterations { get; private set; }

    /// <returns>A changed copy, so that builders can be used twice.</returns>
    internal ScenarioProps With(
        Func<IScenarioInitContext, Task>? init = null,
        Func<IScenarioInitContext, Task>? clean = null,
        LoadSimulation[]? simulations = null,
        bool? restartsOnFail = null,
        int? maxFailCount = null,
        Threshold[]? thresholds = null,
        bool? countsIterations = null)
    {
        var copy = (ScenarioProps)MemberwiseClone();
        copy.Init = init ?? Init;
        copy.Clean = clean ?? Clean;
        copy.Simulations = simulations ?? Simulations;
        copy.RestartsOnFail = restartsOnFail ?? RestartsOnFail;
        copy.MaxFailCount = maxFailCount ?? MaxFailCount;
        copy.Thresholds = thresholds ?? Thresholds;
        copy.CountsIterations = countsIterations ?? CountsIterations;
        return copy;
    }

    internal ScenarioProps WithWarmUp(TimeSpan? duration)
    {
        var copy = (ScenarioProps)MemberwiseClone();
        copy.WarmUp = duration;
        return copy;
    }
}
