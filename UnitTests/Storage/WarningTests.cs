using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Files;
using EventLoopServer.Storage.Writing;
using Protocol.Messages;
using UnitTests.Support;

namespace UnitTests.Storage;

/// <summary>What the log reports about the disk before messages are lost.</summary>
internal sealed class WarningTests
{
    private const long MiB = 1 << 20;

    [TestCase(512 * MiB, 1024 * MiB, true)]
    [TestCase((512 * MiB) - 1, 1024 * MiB, false)]
    [TestCase(1024 * MiB, 20 * 1024 * MiB, true)]
    [TestCase((1024 * MiB) - 1, 20 * 1024 * MiB, false)]
    [TestCase(8 * 1024 * MiB, 4_000_000 * MiB, true)]
    [TestCase((8 * 1024 * MiB) - 1, 4_000_000 * MiB, false)]
    public void Disk_is_nearly_full_below_a_part_of_it(long free, long disk, bool isEnough)
    {
        var log = new StoreLogLines();
        Assert.That(new DiskSpace(log).Check(free, disk, 0), Is.EqualTo(isEnough));
        Assert.That(log.Has(85), Is.Not.EqualTo(isEnough));
    }

    [Test]
    public void Nearly_full_disk_is_logged_once_an_hour_and_after_it_had_space()
    {
        var log = new StoreLogLines();
        var space = new DiskSpace(log);
        for (long ms = 0; ms < DiskSpace.WarnEveryMs; ms += 60_000)
        {
            space.Check(1, 1, ms);
        }

        Assert.That(log.Count(85), Is.EqualTo(1));
        space.Check(1, 1, DiskSpace.WarnEveryMs);
        Assert.That(log.Count(85), Is.EqualTo(2));
        space.Check(1024 * MiB, 1, DiskSpace.WarnEveryMs + 1);
        space.Check(1024 * MiB, 1, DiskSpace.WarnEveryMs + 2);
        Assert.That(log.Count(96), Is.EqualTo(1));
        space.Check(1, 1, DiskSpace.WarnEveryMs + 3);
        Assert.That(log.Count(85), Is.EqualTo(3));
    }

    [TestCase(999, 0)]
    [TestCase(1000, 1)]
    public void Slow_commit_is_logged_once_a_minute(int ms, int warnings)
    {
        using var fixture = new StoreFixture();
        fixture.Open();
        fixture.Store.Writer.BeforeCommit =
            () => fixture.Clock.Advance(TimeSpan.FromMilliseconds(ms));
        for (ulong number = 1; number <= 3; number++)
        {
            fixture.Say(number, "line");
            fixture.Keep();
        }

        Assert.That(fixture.Log.Count(86), Is.EqualTo(warnings));
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        fixture.Say(4, "line");
        fixture.Keep();
        Assert.That(fixture.Log.Count(86), Is.EqualTo(2 * warnings));
    }

    [TestCase(StoreFailing.Refuse, StorePressure.Full)]
    [TestCase(StoreFailing.Talk, StorePressure.Failing)]
    public void Commit_that_never_ends_is_a_failing_disk(
        StoreFailing failing, StorePressure pressure)
    {
        using var fixture = new StoreFixture(o => o with { Failing = failing });
        fixture.Open();
        using var mayCommit = new ManualResetEventSlim();
        using var began = new ManualResetEventSlim();
        fixture.Store.Writer.BeforeCommit = () =>
        {
            began.Set();
            mayCommit.WaitInTime();
        };
        fixture.Say(1, "the writer has this one");
        fixture.Store.Persist();
        began.WaitInTime();
        ulong number = 2;
        string text = new('x', 10_000);
        while (fixture.Store.Pressure == StorePressure.None)
        {
            fixture.Say(number++, text);
        }

        fixture.Clock.Advance(TimeSpan.FromMilliseconds(29_999));
        fixture.Store.Persist();
        Assert.That(fixture.Store.Pressure, Is.EqualTo(StorePressure.High));
        Assert.That(fixture.Log.Has(97), Is.False);
        fixture.Clock.Advance(TimeSpan.FromMilliseconds(1));
        fixture.Store.Persist();
        fixture.Store.Persist();
        Assert.That(fixture.Store.Pressure, Is.EqualTo(pressure));
        Assert.That(fixture.Log.Count(97), Is.EqualTo(1));
        long appended;
        do
        {
            appended = fixture.Store.Appended;
            Assert.That(
                fixture.Say(number, text),
                Is.EqualTo(failing == StoreFailing.Talk
                    || fixture.Store.Appended > appended));
            number += fixture.Store.Appended > appended ? 1UL : 0;
        }
        while (fixture.Store.Appended > appended);
        Assert.That(
            fixture.Say(number++, "topic", kind: EventKind.TopicSet), Is.True,
            "a topic has space");
        Assert.That(fixture.Store.Appended, Is.EqualTo(appended + 1));
        mayCommit.Set();
        fixture.Keep();
        Assert.That(fixture.Store.Measure().Messages, Is.EqualTo(appended + 1));
    }
}
