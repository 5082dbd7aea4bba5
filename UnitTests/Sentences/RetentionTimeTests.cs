using EventLoopServer.Sentences;

namespace UnitTests.Sentences;

/// <summary>A retention time is shown exactly, in the largest unit that fits.</summary>
internal sealed class RetentionTimeTests
{
    [TestCase(90 * 86_400, "90 days")]
    [TestCase(2 * 86_400, "2 days")]
    [TestCase(86_400, "24 hours")]
    [TestCase(60 * 3600, "60 hours")]
    [TestCase(3600, "1 hour")]
    [TestCase(90 * 60, "90 minutes")]
    [TestCase(60, "1 minute")]
    [TestCase(59, "59 seconds")]
    public void Time_is_a_multiple_of_its_unit(int seconds, string words) =>
        Assert.That(StoreSentences.Span(TimeSpan.FromSeconds(seconds)), Is.EqualTo(words));
}
