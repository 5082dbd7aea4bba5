using Protocol.Messages;

namespace UnitTests.Load;

/// <summary>Durations on the command line.</summary>
internal sealed class DurationTests
{
    [TestCase("500ms", 500)]
    [TestCase("0ms", 0)]
    [TestCase("10s", 10_000)]
    [TestCase("1.5s", 1500)]
    [TestCase("5m", 300_000)]
    [TestCase("2h", 7_200_000)]
    [TestCase("3", 3000)]
    [TestCase("7", 7000)]
    [TestCase("168h", 604_800_000)]
    [TestCase("2d", 172_800_000)]
    [TestCase("366d", 31_622_400_000)]
    public void Number_with_a_unit_is_a_duration(string text, double ms)
    {
        Assert.That(Duration.TryParse(text, out TimeSpan time), Is.True);
        Assert.That(time.TotalMilliseconds, Is.EqualTo(ms));
    }

    [TestCase("")]
    [TestCase("s")]
    [TestCase("ms")]
    [TestCase("-1s")]
    [TestCase("1e3s")]
    [TestCase("1,5s")]
    [TestCase("10 s")]
    [TestCase("ten")]
    [TestCase("d")]
    [TestCase("367d")]
    [TestCase("NaN")]
    [TestCase("Infinity")]
    public void Other_text_is_refused(string text)
    {
        Assert.That(Duration.TryParse(text, out TimeSpan time), Is.False);
        Assert.That(time, Is.EqualTo(TimeSpan.Zero));
    }
}
