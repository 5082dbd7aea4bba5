using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;

namespace UnitTests.Configuration.Schema;

/// <summary>The values that options take, and how they are written.</summary>
internal sealed class OptionTypeTests
{
    private const long MiB = 1024 * 1024;

    [TestCase("0", 0)]
    [TestCase("1024", 1024)]
    [TestCase("1KiB", 1024)]
    [TestCase("1kib", 1024)]
    [TestCase("3MiB", 3 * MiB)]
    [TestCase("8191GiB", 8191 * 1024 * MiB)]
    public void A_size_has_a_binary_unit_or_is_in_bytes(string text, long bytes)
    {
        var type = new SizeType(typeof(long), 0, long.MaxValue, OptionUnit.Bytes);
        Assert.That(type.TryRead(text, out object? value, out string fault), Is.True, fault);
        Assert.That(value, Is.EqualTo(bytes));
    }

    [TestCase("")]
    [TestCase("KiB")]
    [TestCase("1.5MiB")]
    [TestCase("-1KiB")]
    [TestCase("1 KiB")]
    [TestCase("1KB")]
    [TestCase("1k")]
    [TestCase("8589934592GiB")]
    [TestCase("99999999999999999999")]
    public void A_text_that_is_no_size_is_refused(string text)
    {
        var type = new SizeType(typeof(long), 0, long.MaxValue, OptionUnit.Bytes);
        Assert.That(type.TryRead(text, out object? value, out string fault), Is.False);
        Assert.That(value, Is.Null);
        Assert.That(fault, Is.EqualTo(
            OptionSentences.Takes(OptionSentences.Size($"0 to {long.MaxValue}"), text)));
    }

    [TestCase("1", true)]
    [TestCase("1023KiB", false)]
    [TestCase("1MiB", true)]
    [TestCase("1025KiB", true)]
    [TestCase("4", true)]
    [TestCase("4096KiB", true)]
    [TestCase("4097KiB", false)]
    [TestCase("5", false)]
    public void A_size_in_MiB_keeps_its_range_in_every_unit(string text, bool isTaken)
    {
        var type = new SizeType(typeof(long), MiB, 4 * MiB, OptionUnit.Mebibytes);
        Assert.That(type.TryRead(text, out _, out _), Is.EqualTo(isTaken));
        Assert.That(type.Range, Is.EqualTo("1MiB to 4MiB"));
    }

    [TestCase("2", OptionUnit.Seconds, 2000)]
    [TestCase("2", OptionUnit.Milliseconds, 2)]
    [TestCase("2s", OptionUnit.Milliseconds, 2000)]
    [TestCase("1.5s", OptionUnit.Seconds, 1500)]
    [TestCase("250ms", OptionUnit.Seconds, 250)]
    [TestCase("3m", OptionUnit.Seconds, 180_000)]
    [TestCase("1d", OptionUnit.Seconds, 86_400_000)]
    [TestCase("366d", OptionUnit.Seconds, 366L * 86_400_000)]
    public void A_time_has_a_unit_or_that_of_its_option(string text, OptionUnit unit, long ms)
    {
        var type = new DurationType(typeof(long), 0, long.MaxValue, unit);
        Assert.That(type.TryRead(text, out object? value, out string fault), Is.True, fault);
        Assert.That(value, Is.EqualTo(ms));
        var span = new DurationType(typeof(TimeSpan), 0, long.MaxValue, unit);
        Assert.That(span.TryRead(text, out value, out _), Is.True);
        Assert.That(value, Is.EqualTo(TimeSpan.FromMilliseconds(ms)));
    }

    [TestCase("")]
    [TestCase("1.5")]
    [TestCase("0.5ms")]
    [TestCase("-1s")]
    [TestCase("1 s")]
    [TestCase("ms")]
    [TestCase("367d")]
    [TestCase("9223372036854775807")]
    [TestCase("99999999999999999999")]
    public void A_text_that_is_no_time_is_refused(string text)
    {
        var type = new DurationType(typeof(long), 0, long.MaxValue, OptionUnit.Seconds);
        Assert.That(type.TryRead(text, out object? value, out string fault), Is.False);
        Assert.That(value, Is.Null);
        Assert.That(fault, Is.EqualTo(
            OptionSentences.Takes(OptionSentences.Time("0 to 366d", "5s"), text)));
    }

    [TestCase("99ms", false)]
    [TestCase("100ms", true)]
    [TestCase("1h", true)]
    [TestCase("3600001ms", false)]
    public void A_time_keeps_its_range_in_every_unit(string text, bool isTaken)
    {
        var type = new DurationType(typeof(long), 100, 3_600_000, OptionUnit.Seconds);
        Assert.That(type.TryRead(text, out _, out _), Is.EqualTo(isTaken));
        Assert.That(type.Range, Is.EqualTo("100ms to 1h"));
    }

    [Test]
    public void A_value_is_written_as_it_can_be_typed()
    {
        var size = new SizeType(typeof(int), 0, int.MaxValue, OptionUnit.Mebibytes);
        foreach (int bytes in new[] { 0, 1, 1023, 1024, 1025, 1 << 20, (1 << 20) + 1, 1 << 30 })
        {
            string text = size.Format(bytes);
            var plain = new SizeType(typeof(int), 0, int.MaxValue, OptionUnit.Bytes);
            Assert.That(plain.TryRead(text, out object? back, out _), Is.True, text);
            Assert.That(back, Is.EqualTo(bytes), text);
        }

        var time = new DurationType(typeof(long), 0, long.MaxValue, OptionUnit.Milliseconds);
        const long day = 86_400_000;
        foreach (long ms in new long[] { 0, 1, 999, 1000, 90_000, 180_000, day, 2 * day })
        {
            string text = time.Format(ms);
            Assert.That(time.TryRead(text, out object? back, out _), Is.True, text);
            Assert.That(back, Is.EqualTo(ms), text);
        }
    }

    [TestCase("true", true)]
    [TestCase("YES", true)]
    [TestCase("1", true)]
    [TestCase("on", true)]
    [TestCase("False", false)]
    [TestCase("no", false)]
    [TestCase("0", false)]
    [TestCase("off", false)]
    public void A_flag_is_a_word_where_it_has_a_value(string text, bool isOn)
    {
        Assert.That(new FlagType().TryRead(text, out object? value, out _), Is.True);
        Assert.That(value, Is.EqualTo(isOn));
    }

    [Test]
    public void A_word_that_is_no_flag_is_refused()
    {
        Assert.That(new FlagType().TryRead("2", out _, out string fault), Is.False);
        Assert.That(fault, Is.EqualTo(OptionSentences.Takes(OptionSentences.Flag, "2")));
    }
}
