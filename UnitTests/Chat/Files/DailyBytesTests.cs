using EventLoopServer.Chat.Files;

namespace UnitTests.Chat.Files;

/// <summary>Sums of bytes over 24 hours.</summary>
internal sealed class DailyBytesTests
{
    private const long Day = 24L * 60 * 60 * 1000;

    [Test]
    public void Bytes_count_for_a_day()
    {
        var bytes = new DailyBytes<string>();
        bytes.Add("a", 5, 1000);
        bytes.Add("b", 7, 1000);
        bytes.Add("a", 3, 2000);
        Assert.That(bytes.Of("a", 1000 + Day - 1), Is.EqualTo(8));
        Assert.That(bytes.Of("a", 1000 + Day), Is.EqualTo(3));
        Assert.That(bytes.Of("b", 1000 + Day), Is.Zero);
        Assert.That(bytes.Of("a", 2000 + Day), Is.Zero);
    }

    /// <summary>
    /// After the first entry has expired, the other two add up to nothing, and expire later.
    /// </summary>
    [Test]
    public void Entries_that_add_up_to_nothing_expire_too()
    {
        var bytes = new DailyBytes<string>();
        bytes.Add("a", 5, 1000);
        bytes.Add("a", 5, 2000);
        bytes.Add("a", -5, 3000);
        Assert.That(bytes.Of("a", 1000 + Day), Is.Zero);
        Assert.That(bytes.Of("a", 2000 + Day), Is.EqualTo(-5));
        Assert.That(bytes.Of("a", 3000 + Day), Is.Zero);
        bytes.Add("a", 2, 4000 + Day);
        Assert.That(bytes.Of("a", 4000 + Day), Is.EqualTo(2));
    }
}
