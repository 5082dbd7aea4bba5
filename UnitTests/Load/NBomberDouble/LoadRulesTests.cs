using NBomber.Contracts;
using NBomber.CSharp;
using NBomber.Engine;
using Simulations = NBomber.CSharp.Simulation;

namespace UnitTests.Load.NBomberDouble;

/// <summary>The double rejects the same tests as the original.</summary>
internal sealed class LoadRulesTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_tick = TimeSpan.FromTicks(1);

    [Test]
    public void Load_of_a_second_with_a_warm_up_of_a_second_is_accepted() => Assert.That(
        () => LoadRules.Check(Test(s_second, s_second, s_second)), Throws.Nothing);

    [Test]
    public void Load_below_a_second_is_rejected() =>
        AssertRefused(Test(s_second - s_tick, s_second / 2, s_second / 2), "take 1 s or more");

    [Test]
    public void Warm_up_longer_than_the_load_is_rejected() =>
        AssertRefused(Test(s_second, s_second, s_second + s_tick), "longer than the load");

    [Test]
    public void Empty_warm_up_is_rejected() =>
        AssertRefused(Test(s_second, s_second, TimeSpan.Zero), "use WithoutWarmUp");

    [Test]
    public void Interval_longer_than_the_load_is_rejected() =>
        AssertRefused(Test(s_second, s_second + s_tick, s_second), "not longer than the sim");

    [Test]
    public void Negative_amount_is_rejected() =>
        AssertRefused(Test(s_second, s_second, s_second, rate: -1), "negative amount");

    [Test]
    public void Reporting_interval_below_5_seconds_is_rejected() => AssertRefused(
        Test(s_second, s_second, s_second).WithReportingInterval((5 * s_second) - s_tick),
        "take 5 s or more");

    [Test]
    public void Two_scenarios_with_the_same_name_are_rejected() => AssertRefused(
        NBomberRunner.RegisterScenarios(Props(s_second), Props(s_second)), "same name");

    [Test]
    public void Argument_that_the_double_lacks_is_rejected() => Assert.That(
        () => Test(s_second, s_second, s_second).Run("--cluster-id=x"),
        Throws.ArgumentException.With.Message.Contains("--cluster-id"));

    private static void AssertRefused(NBomberContext context, string words) => Assert.That(
        () => LoadRules.Check(context), Throws.ArgumentException.With.Message.Contains(words));

    private static NBomberContext Test(
        TimeSpan during, TimeSpan interval, TimeSpan warmUp, int rate = 1) =>
        NBomberRunner.RegisterScenarios(Scenario
            .Create("test", static _ => Task.FromResult<IResponse>(Response.Ok()))
            .WithWarmUpDuration(warmUp)
            .WithLoadSimulations(Simulations.Inject(rate, interval, during)));

    private static ScenarioProps Props(TimeSpan during) => Scenario
        .Create("test", static _ => Task.FromResult<IResponse>(Response.Ok()))
        .WithoutWarmUp()
        .WithLoadSimulations(Simulations.KeepConstant(1, during));
}
