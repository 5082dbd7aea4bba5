using LoadTests.Reporting.Formatting;

namespace UnitTests.Load.Reporting;

/// <summary>
/// Numbers as text, at the values where the unit or the number of digits changes.
/// </summary>
internal sealed class FiguresTests
{
    [TestCase(null, "–")]
    [TestCase(0, "0.00 µs")]
    [TestCase(9.99, "9.99 µs")]
    [TestCase(9.995, "10.0 µs")]
    [TestCase(99.94, "99.9 µs")]
    [TestCase(99.95, "100 µs")]
    [TestCase(999, "999 µs")]
    [TestCase(1000, "1.00 ms")]
    [TestCase(999_000, "999 ms")]
    [TestCase(1_000_000, "1.00 s")]
    [TestCase(60_000_000, "60.0 s")]
    public void Time_is_in_microseconds_milliseconds_or_seconds(double? us, string text) =>
        Assert.That(Figures.Time(us), Is.EqualTo(text));

    [TestCase(0, "0")]
    [TestCase(999, "999 µs")]
    [TestCase(1000, "1 ms")]
    [TestCase(1500, "1.5 ms")]
    [TestCase(1_000_000, "1 s")]
    public void Round_time_has_no_unnecessary_digits(double us, string text) =>
        Assert.That(Figures.RoundTime(us), Is.EqualTo(text));

    [TestCase(null, "–")]
    [TestCase(1023, "1,023 B")]
    [TestCase(1024, "1.00 KB")]
    [TestCase((1024 * 1024) - 1, "1,024 KB")]
    [TestCase(1024 * 1024, "1.00 MB")]
    [TestCase(1024.0 * 1024 * 1024, "1.00 GB")]
    public void Bytes_have_units_of_1024(double? bytes, string text) =>
        Assert.That(Figures.Bytes(bytes), Is.EqualTo(text));

    [TestCase(null, "–")]
    [TestCase(0, "0.00/s")]
    [TestCase(99.9, "99.9/s")]
    [TestCase(100, "100/s")]
    [TestCase(1234.4, "1,234/s")]
    public void Rate_is_a_whole_number_from_100(double? perSecond, string text) =>
        Assert.That(Figures.Rate(perSecond), Is.EqualTo(text));

    [TestCase(9999, "9999")]
    [TestCase(10_000, "10k")]
    [TestCase(999_999, "999.999k")]
    [TestCase(1_000_000, "1M")]
    public void Short_number_has_a_letter_for_its_zeros(double n, string text) =>
        Assert.That(Figures.Short(n), Is.EqualTo(text));

    [TestCase(null, "–")]
    [TestCase(1.0, "100 %")]
    [TestCase(0.99991, "> 99.99 %")]
    [TestCase(0.9999, "99.99 %")]
    [TestCase(0.5, "50 %")]
    [TestCase(0.0, "0 %")]
    public void Share_is_100_percent_only_if_nothing_is_missing(double? share, string text) =>
        Assert.That(Figures.Share(share), Is.EqualTo(text));

    [TestCase(null, "–")]
    [TestCase(1234.5, "1,234")]
    [TestCase(1235.5, "1,236")]
    public void Count_is_a_whole_number(double? n, string text) =>
        Assert.That(Figures.Count(n), Is.EqualTo(text));
}
