using LoadTests.Measuring;

namespace UnitTests.Load.Running;

/// <summary>The data of a process in /proc/PID/stat on Linux.</summary>
internal sealed class ProcessStatTests
{
    private const string Line =
        "4711 (a (b) c) S 1 4711 4711 0 -1 4194560 1 2 3 4 50 60 7 8 20 0 5012 0 99 "
        + "274877906944 20480 18446744073709551615 1 1 0 0 0 0 0 4096 17642 0 0 0 17 0 0 0";

    [Test]
    public void Threads_and_memory_are_found_after_any_process_name() => Assert.That(
        ProcessStat.Parse(Line, 4096), Is.EqualTo(new ProcessStat(5012, 20_480 * 4096L)));

    [TestCase("")]
    [TestCase("4711 (x) S 1 2")]
    public void Truncated_line_is_refused(string line) =>
        Assert.That(ProcessStat.Parse(line, 4096), Is.Null);

    [Test]
    public void Missing_process_has_no_data() =>
        Assert.That(ProcessStat.Read(int.MaxValue), Is.Null);
}
