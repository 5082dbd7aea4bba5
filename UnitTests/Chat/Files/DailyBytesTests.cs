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

    /// <summary>An entry that is taken back counts at no time, also not a day later.</summary>
    [Test]
    public void Entry_that_is_taken_back_leaves_nothing()
    {
        var bytes = new DailyBytes<string>();
        DailyBytes<string>.Entry offered = bytes.Add("a", 5, 1000);
        bytes.Add("a", 3, 2000);
        bytes.Remove(offered);
        Assert.That(bytes.Of("a", 3000), Is.EqualTo(3));
        bytes.Remove(offered);
        Assert.That(bytes.Of("a", 1000 + Day), Is.EqualTo(3));
        Assert.That(bytes.Of("a", 2000 + Day), Is.Zero);
    }

    [Test]
    public void Entry_that_has_expired_cannot_be_taken_back()
    {
        var bytes = new DailyBytes<string>();
        DailyBytes<string>.Entry old = bytes.Add("a", 5, 1000);
        bytes.Add("a", 2, 1000 + Day);
        bytes.Remove(old);
        Assert.That(bytes.Of("a", 1000 + Day), Is.EqualTo(2));
    }
}
