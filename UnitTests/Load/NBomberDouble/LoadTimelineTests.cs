using NBomber.Contracts;
using NBomber.CSharp;
using NBomber.Engine;
using Simulations = NBomber.CSharp.Simulation;

namespace UnitTests.Load.NBomberDouble;

/// <summary>The schedule of the double, without a clock.</summary>
internal sealed class LoadTimelineTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Test]
    public void Injection_happens_at_the_start_of_each_interval() => Assert.That(
        Ticks(Simulations.Inject(5, s_second / 2, 2 * s_second)),
        Is.EqualTo(new[]
        {
            (0.0, 0, 5), (0.5, 0, 5), (1.0, 0, 5), (1.5, 0, 5), (2.0, 0, 0),
        }));

    [Test]
    public void Ramp_of_injections_begins_at_the_rate_before_it() => Assert.That(
        Ticks(
            Simulations.Inject(8, s_second, s_second),
            Simulations.RampingInject(0, s_second, 4 * s_second)),
        Is.EqualTo(new[]
        {
            (0.0, 0, 8), (1.0, 0, 8), (2.0, 0, 6), (3.0, 0, 4), (4.0, 0, 2), (5.0, 0, 0),
        }));

    [Test]
    public void Constant_copies_stay_until_the_end() => Assert.That(
        Ticks(Simulations.KeepConstant(3, 2 * s_second)),
        Is.EqualTo(new[] { (0.0, 3, 0), (2.0, 0, 0) }));

    [Test]
    public void Ramp_of_copies_has_a_tick_for_each() => Assert.That(
        Ticks(Simulations.RampingConstant(4, 4 * s_second)),
        Is.EqualTo(new[]
        {
            (0.0, 0, 0), (1.0, 1, 0), (2.0, 2, 0), (3.0, 3, 0), (4.0, 0, 0),
        }));

    [Test]
    public void Ramp_down_removes_copies() => Assert.That(
        Ticks(
            Simulations.KeepConstant(4, s_second),
            Simulations.RampingConstant(2, 2 * s_second)),
        Is.EqualTo(new[] { (0.0, 4, 0), (1.0, 4, 0), (2.0, 3, 0), (3.0, 0, 0) }));

    [Test]
    public void Nothing_runs_in_a_pause() => Assert.That(
        Ticks(
            Simulations.KeepConstant(4, s_second),
            Simulations.Pause(s_second),
            Simulations.Inject(1, s_second, s_second)),
        Is.EqualTo(new[] { (0.0, 4, 0), (1.0, 0, 0), (2.0, 0, 1), (3.0, 0, 0) }));

    [Test]
    public void Random_rate_stays_in_its_range()
    {
        var ticks = Ticks(Simulations.InjectRandom(2, 4, s_second / 100, s_second));
        Assert.That(ticks.SkipLast(1).Select(static t => t.Injected), Is.All.InRange(2, 3));
        Assert.That(ticks, Has.Count.EqualTo(101));
    }

    private static List<(double At, int Copies, int Injected)> Ticks(
        params LoadSimulation[] simulations)
    {
        var timeline = new LoadTimeline(
            [.. simulations.Select(static s => s.Segment)], new Random(1));
        return [.. timeline.Ticks().Select(static t =>
            (t.At.TotalSeconds, t.Copies, t.Injected))];
    }
}
