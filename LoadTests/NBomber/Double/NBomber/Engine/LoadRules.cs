using NBomber.Contracts;

namespace NBomber.Engine;

/// <summary>The rules that the original checks before a test.</summary>
internal static class LoadRules
{
    public static readonly TimeSpan ShortestLoad = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan ShortestReportingInterval = TimeSpan.FromSeconds(5);

    /// <exception cref="ArgumentException">
    /// A rule is broken. The message contains the rule.
    /// </exception>
    public static void Check(NBomberContext context)
    {
        Demand(context.Scenarios.Length > 0, "No scenario is registered: register one.");
        Demand(
            context.ReportingInterval >= ShortestReportingInterval,
            $"The reporting interval is {context.ReportingInterval}: take 5 s or more.");
        string[] names = [.. context.Scenarios.Select(static s => s.Name)];
        Demand(
            names.Distinct().Count() == names.Length,
            "Two scenarios have the same name: rename one.");
        foreach (ScenarioProps scenario in context.Scenarios)
        {
            Check(scenario);
        }
    }

    private static void Check(ScenarioProps scenario)
    {
        string name = scenario.Name;
        Demand(name.Length > 0, "A scenario has no name: give it one.");
        if (scenario.Run is null)
        {
            Demand(
                scenario.Init is not null || scenario.Clean is not null,
                $"{name} is empty and has neither init nor clean: leave it out.");
            return;
        }

        Demand(scenario.Simulations.Length > 0, $"{name} has no load simulation: add one.");
        TimeSpan all = TimeSpan.Zero;
        foreach (LoadSegment load in scenario.Simulations.Select(static s => s.Segment))
        {
            Demand(load.Amount >= 0, $"{name}: {load.Kind} has a negative amount.");
            Demand(
                load.During >= ShortestLoad,
                $"{name}: {load.Kind} lasts {load.During}: take 1 s or more.");
            Demand(
                load.Interval > TimeSpan.Zero && load.Interval <= load.During,
                $"{name}: the interval of {load.Kind} is {load.Interval}: take one that is "
                + "positive and not longer than the simulation.");
            Demand(
                load.Kind != LoadKind.InjectRandom || load.MinAmount < load.Amount,
                $"{name}: the lowest rate is not below the highest.");
            all += load.During;
        }

        if (scenario.WarmUp is { } warmUp)
        {
            Demand(
                warmUp > TimeSpan.Zero,
                $"{name}: a warm-up lasts longer than nothing: use WithoutWarmUp for none.");
            Demand(
                warmUp <= all,
                $"{name}: the warm-up of {warmUp} is longer than the load of {all}: shorten it.");
        }
    }

    private static void Demand(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new ArgumentException(sentence);
        }
    }
}
