using LoadTests.NBomber;
using LoadTests.Profiles;
using LoadTests.Staging;
using NBomber.Engine;

namespace UnitTests.Load.NBomberDouble;

/// <summary>Load profiles as NBomber gets them, in the schedule of the double.</summary>
internal sealed class NBomberPaceTests
{
    private const int Flows = 100;

    private static readonly TimeSpan s_ten = TimeSpan.FromSeconds(10);

    [TestCase("constant", 0.2, 0.1, 1, 0.1)]
    [TestCase("constant", 1, 3, 1, 1)]
    [TestCase("constant", 5, 3, 5, 3)]
    [TestCase("spike", 5, 3, 5, 3)]
    [TestCase("spike", 2, 3, 3, 3)]
    [TestCase("steps", 0.2, 0.1, 4, 0.1)]
    [TestCase("10:3s,10-20:500ms", 3.5, 4, 4, 4)]
    public void Times_are_raised_to_those_that_NBomber_accepts(
        string name, double seconds, double warmUp, double fitSeconds, double fitWarmUp)
    {
        RunSettings fit = NBomberPace.Fit(new RunSettings
        {
            Profile = Shape(name),
            Duration = TimeSpan.FromSeconds(seconds),
            WarmUp = TimeSpan.FromSeconds(warmUp),
        });
        Assert.That(
            (fit.Duration.TotalSeconds, fit.WarmUp.TotalSeconds),
            Is.EqualTo((fitSeconds, fitWarmUp)));
        Assert.That(
            fit.Profile.For(1, fit.Duration).Phases.Select(static p => p.Duration.TotalSeconds),
            Has.All.GreaterThan(0.999).And.Some.LessThanOrEqualTo(fitSeconds));
        Assert.That(fit.Profile.Name, Is.EqualTo(name));
        Segments(NBomberPace.Open(fit.Profile.For(200, fit.Duration)));
    }

    [TestCase(2.5, 1, 0.4)]
    [TestCase(50, 1, 0.02)]
    [TestCase(555.6, 12, 12 / 555.6)]
    [TestCase(5000, 100, 0.02)]
    [TestCase(0, 1, 10)]
    public void Constant_rate_is_exact(double rate, int each, double interval)
    {
        LoadSegment segment =
            Segments(NBomberPace.Open(LoadProfile.Constant(rate, s_ten))).Single();
        Assert.That(segment.Amount, Is.EqualTo(each));
        Assert.That(segment.Interval.TotalSeconds, Is.EqualTo(interval).Within(1e-6));
    }

    [TestCase("constant", 200)]
    [TestCase("constant", 555.6)]
    [TestCase("ramp", 200)]
    [TestCase("ramp", 3)]
    [TestCase("steps", 333)]
    [TestCase("spike", 47)]
    [TestCase("50:2s,50-500:5s,500:2s,0:1s,100-0:2s", 0)]
    public void Open_loop_sends_the_messages_of_the_profile_in_each_second(
        string name, double load)
    {
        LoadShape shape = Shape(name);
        LoadProfile profile = shape.For(load, shape.Duration ?? s_ten);
        LoadTick[] ticks = Ticks(NBomberPace.Open(profile));
        double most = Math.Max(1, profile.Phases.Max(static p => Math.Max(p.From, p.To)) * 0.02);
        for (double second = 1; second <= profile.Duration.TotalSeconds; second++)
        {
            int sent = ticks.Where(t => t.At.TotalSeconds < second - 1e-3)
                .Sum(static t => t.Injected);
            Assert.That(
                sent,
                Is.EqualTo(profile.CountUntil(second)).Within(1 + (2 * most)),
                $"after {second} s");
        }
    }

    [Test]
    public void Long_ramp_of_an_open_loop_has_a_limited_number_of_steps() => Assert.That(
        Segments(NBomberPace.Open(LoadShape.Words[1].For(200, TimeSpan.FromHours(1)))),
        Has.Length.EqualTo(100));

    [Test]
    public void Phase_without_load_is_a_pause() => Assert.That(
        Kinds(NBomberPace.Open(Shape("100:2s,0:2s,100:2s").For(0, TimeSpan.FromSeconds(6)))),
        Is.EqualTo(new[] { LoadKind.Inject, LoadKind.Pause, LoadKind.Inject }));

    [TestCase("0:5s,100:5s")]
    [TestCase("0-100:10s")]
    public void First_message_is_sent_at_the_start_of_the_load(string phases)
    {
        LoadProfile profile = Shape(phases).For(0, s_ten);
        Assert.That(Ticks(NBomberPace.Open(profile))[0].Injected, Is.EqualTo(1));
        Assert.That(Ticks(NBomberPace.Closed(profile, Flows))[0].Copies, Is.GreaterThan(0));
    }

    [TestCase("constant")]
    [TestCase("ramp")]
    [TestCase("steps")]
    [TestCase("spike")]
    [TestCase("50:2s,50-90:4s,0:1s,90-10:4s,300:2s")]
    public void Closed_loop_keeps_the_senders_of_the_profile(string name)
    {
        LoadShape shape = Shape(name);
        LoadProfile profile = shape.For(Flows, shape.Duration ?? s_ten);
        LoadTick[] ticks = Ticks(NBomberPace.Closed(profile, Flows));
        foreach (LoadPhase phase in profile.Phases.Where(static p => p.IsRamp))
        {
            double slope = Math.Abs(phase.To - phase.From) / phase.Duration.TotalSeconds;
            Assert.That(slope, Is.LessThanOrEqualTo(20), "the tolerance is half a second of it");
        }

        for (double at = 0.1; at < profile.Duration.TotalSeconds; at += 0.5)
        {
            Assert.That(
                ticks.Last(t => t.At.TotalSeconds <= at).Copies,
                Is.EqualTo(Math.Min(profile.LoadAt(at), Flows)).Within(11),
                $"after {at} s");
        }
    }

    [Test]
    public void Ramp_of_a_closed_loop_that_continues_a_load_is_one_ramp() => Assert.That(
        Kinds(NBomberPace.Closed(Shape("10:2s,10-50:2s,50:2s").For(0, s_ten), Flows)),
        Is.EqualTo(new[]
        {
            LoadKind.KeepConstant, LoadKind.RampingConstant, LoadKind.KeepConstant,
        }));

    [Test]
    public void Short_ramp_of_a_closed_loop_keeps_its_average() => Assert.That(
        Segments(NBomberPace.Closed(Shape("10-50:1s").For(0, TimeSpan.FromSeconds(1)), Flows))
            .Select(static s => (s.Kind, s.Amount)),
        Is.EqualTo(new[] { (LoadKind.KeepConstant, 30) }));

    private static LoadShape Shape(string name)
    {
        Assert.That(new LoadShapeType().TryRead(name, out object? shape, out string fault), fault);
        return (LoadShape)shape!;
    }

    private static LoadKind[] Kinds(NBomberPace pace) =>
        [.. Segments(pace).Select(static s => s.Kind)];

    private static LoadTick[] Ticks(NBomberPace pace) =>
        [.. new LoadTimeline(Segments(pace), new Random(1)).Ticks()];

    /// <summary>Simulations that the double accepts.</summary>
    private static LoadSegment[] Segments(NBomberPace pace)
    {
        LoadSegment[] segments = [.. pace.Simulations.Select(static s => s.Segment)];
        Assert.That(
            segments.Select(static s => s.During),
            Has.All.GreaterThanOrEqualTo(LoadRules.ShortestLoad));
        Assert.That(segments.Where(static s => s.Interval > s.During), Is.Empty);
        return segments;
    }
}
