using LoadTests.Profiles;

namespace UnitTests.Load.Profiles;

/// <summary>Which load there is when, and when each message is due.</summary>
internal sealed class LoadProfileTests
{
    private static readonly LoadProfile s_profile = new(
    [
        new LoadPhase(10, 10, TimeSpan.FromSeconds(2)),
        new LoadPhase(10, 50, TimeSpan.FromSeconds(4)),
        new LoadPhase(0, 0, TimeSpan.FromSeconds(1)),
        new LoadPhase(50, 0, TimeSpan.FromSeconds(2)),
    ]);

    [TestCase(0, 10)]
    [TestCase(1.9, 10)]
    [TestCase(4, 30)]
    [TestCase(6, 0)]
    [TestCase(8, 25)]
    [TestCase(100, 0)]
    public void The_load_follows_the_phases(double seconds, double load) =>
        Assert.That(s_profile.LoadAt(seconds), Is.EqualTo(load).Within(1e-9));

    [TestCase(0, 0)]
    [TestCase(2, 20)]
    [TestCase(4, 60)]
    [TestCase(6, 140)]
    [TestCase(7, 140)]
    [TestCase(8, 177.5)]
    [TestCase(9, 190)]
    [TestCase(100, 190)]
    public void Messages_add_up(double seconds, double count) =>
        Assert.That(s_profile.CountUntil(seconds), Is.EqualTo(count).Within(1e-9));

    [Test]
    public void Each_message_is_due_when_so_many_were_due_before_it()
    {
        double last = -1;
        for (int number = 0; number < 190; number++)
        {
            double seconds = s_profile.SecondsOf(number);
            Assert.That(seconds, Is.GreaterThan(last));
            Assert.That(s_profile.CountUntil(seconds), Is.EqualTo(number).Within(1e-6));
            last = seconds;
        }

        Assert.That(s_profile.SecondsOf(190), Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void The_average_is_all_messages_over_all_the_time() =>
        Assert.That(s_profile.AverageLoad, Is.EqualTo(190.0 / 9).Within(1e-9));

    [TestCase("constant", 400, 100, 100)]
    [TestCase("ramp", 200, 0, 100)]
    [TestCase("steps", 250, 25, 100)]
    [TestCase("spike", 144, 20, 20)]
    public void A_word_shapes_the_load_that_is_given(
        string word, double count, double first, double last)
    {
        LoadProfile profile = Read(word).For(100, TimeSpan.FromSeconds(4));
        Assert.That(profile.Duration, Is.EqualTo(TimeSpan.FromSeconds(4)));
        Assert.That(profile.CountUntil(4), Is.EqualTo(count).Within(1e-6));
        Assert.That(profile.Phases[0].From, Is.EqualTo(first));
        Assert.That(profile.Phases[^1].To, Is.EqualTo(last));
    }

    [Test]
    public void A_spike_reaches_all_of_the_load_in_its_middle() =>
        Assert.That(Read("spike").For(100, TimeSpan.FromSeconds(10)).LoadAt(5), Is.EqualTo(100));

    [Test]
    public void Typed_phases_have_loads_and_times_of_their_own()
    {
        LoadShape shape = Read("50:10s,50-500:30s,0.5:1m");
        Assert.That(shape.Duration, Is.EqualTo(TimeSpan.FromSeconds(100)));
        Assert.That(shape.For(7, shape.Duration!.Value).Phases, Is.EqualTo(new[]
        {
            new LoadPhase(50, 50, TimeSpan.FromSeconds(10)),
            new LoadPhase(50, 500, TimeSpan.FromSeconds(30)),
            new LoadPhase(0.5, 0.5, TimeSpan.FromMinutes(1)),
        }));
        Assert.That(
            shape.For(7, TimeSpan.FromSeconds(10)).Phases[1].Duration,
            Is.EqualTo(TimeSpan.FromSeconds(3)),
            "a shorter run has the same shape");
    }

    [TestCase("")]
    [TestCase("ramps")]
    [TestCase("50")]
    [TestCase("50:")]
    [TestCase(":10s")]
    [TestCase("50:0s")]
    [TestCase("50:10s,")]
    [TestCase("-50:10s")]
    [TestCase("1-2-3:10s")]
    [TestCase("0:10s")]
    [TestCase("1000001:10s")]
    [TestCase("NaN:10s")]
    [TestCase("50:366d,50:1s")]
    public void Anything_else_is_refused_with_an_example(string text)
    {
        Assert.That(new LoadShapeType().TryRead(text, out _, out string fault), Is.False);
        Assert.That(fault, Is.EqualTo(
            " takes constant, ramp, steps, spike or phases such as 50:10s,50-500:30s, "
            + $"not '{text}'."));
    }

    [TestCase("constant", "200 messages/s")]
    [TestCase("ramp", "ramp to 200 messages/s")]
    [TestCase("5:10s", "5:10s messages/s")]
    public void A_report_names_it(string text, string said) =>
        Assert.That(Read(text).Describe(200, "messages/s"), Is.EqualTo(said));

    private static LoadShape Read(string text)
    {
        Assert.That(
            new LoadShapeType().TryRead(text, out object? value, out string fault), Is.True, fault);
        return (LoadShape)value!;
    }
}
