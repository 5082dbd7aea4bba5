using EventLoopServer.Sentences;

namespace UnitTests.Sentences;

/// <summary>A retention time is shown exactly.</summary>
internal sealed class RetentionTimeTests
{
    [TestCase(90 * 86_400, "90 days")]
    [TestCase(2 * 86_400, "2 days")]
    [TestCase(86_400, "24 hours")]
    [TestCase(60 * 3600, "60 hours")]
    [TestCase(3600, "1 hour")]
    [TestCase(90 * 60, "90 minutes")]
    [TestCase(60, "1 minute")]
    [TestCase(60.5, "60500 milliseconds")]
    [TestCase(59, "59 seconds")]
    [TestCase(0.5, "500 milliseconds")]
    public void Time_is_a_multiple_of_its_unit(double seconds, string words) =>
        Assert.That(StoreSentences.Span(TimeSpan.FromSeconds(seconds)), Is.EqualTo(words));
}
