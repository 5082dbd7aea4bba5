using LoadTests.Measuring;

namespace UnitTests.Load.Running;

/// <summary>What Linux tells about a process in one line.</summary>
internal sealed class ProcessStatTests
{
    private const string Line =
        "4711 (a (b) c) S 1 4711 4711 0 -1 4194560 1 2 3 4 50 60 7 8 20 0 5012 0 99 "
        + "274877906944 20480 18446744073709551615 1 1 0 0 0 0 0 4096 17642 0 0 0 17 0 0 0";

    [Test]
    public void Threads_and_memory_are_found_behind_any_name() => Assert.That(
        ProcessStat.Parse(Line, 4096), Is.EqualTo(new ProcessStat(5012, 20_480 * 4096L)));

    [TestCase("")]
    [TestCase("4711 (x) S 1 2")]
    public void What_is_too_short_is_nothing(string line) =>
        Assert.That(ProcessStat.Parse(line, 4096), Is.Null);

    [Test]
    public void A_process_that_is_not_there_is_nothing() =>
        Assert.That(ProcessStat.Read(int.MaxValue), Is.Null);
}
