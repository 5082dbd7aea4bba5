using NBomber.Contracts;
using NBomber.Engine;

namespace NBomber.CSharp;

/// <summary>
/// Makes load simulations: copies that repeat their iteration, or iterations that begin at a rate.
/// </summary>
public static class Simulation
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    public static LoadSimulation RampingConstant(int copies, TimeSpan during) =>
        Make(LoadKind.RampingConstant, copies, s_second, during);

    public static LoadSimulation KeepConstant(int copies, TimeSpan during) =>
        Make(LoadKind.KeepConstant, copies, s_second, during);

    public static LoadSimulation RampingInject(int rate, TimeSpan interval, TimeSpan during) =>
        Make(LoadKind.RampingInject, rate, interval, during);

    public static LoadSimulation Inject(int rate, TimeSpan interval, TimeSpan during) =>
        Make(LoadKind.Inject, rate, interval, during);

    public static LoadSimulation InjectRandom(
        int minRate, int maxRate, TimeSpan interval, TimeSpan during) => new Load(
            new LoadSegment(LoadKind.InjectRandom, maxRate, interval, during)
            {
                MinAmount = minRate,
            });

    public static LoadSimulation IterationsForConstant(int copies, int iterations) =>
        throw NoIterations();

    public static LoadSimulation IterationsForInject(
        int rate, TimeSpan interval, int iterations) => throw NoIterations();

    public static LoadSimulation Pause(TimeSpan during) =>
        Make(LoadKind.Pause, 0, s_second, during);

    private static Load Make(LoadKind kind, int amount, TimeSpan interval, TimeSpan during) =>
        new(new LoadSegment(kind, amount, interval, during));

    private static NotSupportedException NoIterations() => new(
        "The double of NBomber has no simulations by number of iterations: give a duration.");

    private sealed class Load(LoadSegment segment) : LoadSimulation(segment);
}
