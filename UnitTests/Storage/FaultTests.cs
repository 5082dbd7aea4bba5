using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Files;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using UnitTests.Support;

namespace UnitTests.Storage;

internal sealed class FaultTests
{
    [Test]
    public void After_an_unclean_end_nothing_that_was_kept_is_missing()
    {
        using var fixture = new StoreFixture();
        fixture.Open();
        fixture.SayAll(1, 20);
        fixture.Keep();
        fixture.SayAll(21, 25);
        fixture.Crash();
        Assert.That(fixture.State.WasClean, Is.False);
        Assert.That(fixture.State.Rooms.Single().LastStored, Is.EqualTo(20));
        Assert.That(fixture.State.Rooms.Single().Next, Is.EqualTo(21));
        Assert.That(fixture.Log.Has(80), Is.True, "the check is in the log");
        fixture.Say(21, "other", incarnation: 99);
        fixture.Reopen();
        Assert.That(fixture.State.WasClean, Is.True);
        Assert.That(
            fixture.Page(2).Lines.Select(static l => l.Incarnation),
            Is.EqualTo(new[] { StoreFixture.Incarnation, 99UL }));
    }

    [Test]
    public void A_number_never_gets_a_second_content()
    {
        using var fixture = new StoreFixture();
        fixture.Open();
        fixture.Say(1, "first");
        fixture.Keep();
        fixture.Say(1, "second", incarnation: 5);
        fixture.Keep();
        Assert.That(fixture.Page(9).Lines.Single().Text, Is.EqualTo("first"u8.ToArray()));
        Assert.That(fixture.Log.Has(87), Is.True);
    }

    [Test]
    public void A_full_batch_refuses_messages_and_takes_changes()
    {
        using var fixture = new StoreFixture();
        fixture.Open();
        using var mayCommit = new ManualResetEventSlim();
        fixture.Store.Writer.BeforeCommit = mayCommit.WaitInTime;
        fixture.Say(1, "the writer has this one");
        fixture.Store.Persist();
        Assert.That(fixture.Store.Pressure, Is.EqualTo(StorePressure.None));
        var seen = new HashSet<StorePressure>();
        ulong number = 2;
        string text = new('x', 10_000);
        while (fixture.Say(number, text))
        {
            number++;
            seen.Add(fixture.Store.Pressure);
            fixture.Store.Persist();
        }

        Assert.That(seen, Is.EquivalentTo(
            new[] { StorePressure.None, StorePressure.High, StorePressure.Full }));
        long before = fixture.Store.Appended;
        fixture.Store.Append(new StoreChange.RestrictionAdded(
            new StoredRestriction(false, "mallory", null, null, "root", "")));
        Assert.That(fixture.Store.Appended, Is.EqualTo(before + 1));
        mayCommit.Set();
        fixture.Keep();
        Assert.That(fixture.Store.Pressure, Is.EqualTo(StorePressure.None));
        Assert.That(fixture.Page(1).Lines.Single().Sequence, Is.EqualTo(number - 1));
        fixture.Reopen();
        Assert.That(fixture.State.Restrictions, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_full_disk_keeps_the_batch_until_there_is_space()
    {
        using var fixture = new StoreFixture();
        fixture.Open();
        fixture.SayAll(1, 10);
        fixture.Keep();
        fixture.RunUntil(() => File.Exists(fixture.Paths.Ballast));
        fixture.Store.Writer.MaxPages = 1;
        for (ulong number = 11; number <= 200; number++)
        {
            fixture.Say(number, new string('x', 1000));
        }

        fixture.RunUntil(() => fixture.Store.Measure().Fault is not null);
        Assert.That(fixture.Store.Kept, Is.EqualTo(10));
        fixture.RunUntil(() => fixture.Log.Has(82) && fixture.Log.Has(84));
        Assert.That(fixture.Paths.Ballast, Does.Not.Exist);
        Assert.That(fixture.Page(1).Lines.Single().Sequence, Is.EqualTo(10), "reads go on");
        fixture.Store.Writer.MaxPages = 0;
        fixture.Keep();
        Assert.That(fixture.Store.Measure().Fault, Is.Null);
        Assert.That(fixture.Log.Has(83), Is.True);
        Assert.That(fixture.Page(200).Lines, Has.Count.EqualTo(200));
    }

    [TestCase(StoreFailing.Refuse, StorePressure.Full)]
    [TestCase(StoreFailing.Talk, StorePressure.Failing)]
    public void A_disk_that_fails_for_long_refuses_or_talks(
        StoreFailing failing, StorePressure pressure)
    {
        using var fixture = new StoreFixture(o => o with { Failing = failing });
        fixture.Open();
        using var tried = new AutoResetEvent(false);
        fixture.Store.Writer.BeforeCommit = () =>
        {
            tried.Set();
            throw new SqliteException("disk I/O error", raw.SQLITE_IOERR);
        };
        fixture.Say(1, "kept later");
        fixture.RunUntil(() => fixture.Store.Measure().Fault is not null);
        Assert.That(fixture.Store.Pressure, Is.EqualTo(StorePressure.None));
        fixture.Clock.Advance(TimeSpan.FromMilliseconds(29_999));
        tried.WaitInTime();
        tried.WaitInTime();
        Assert.That(fixture.Store.Pressure, Is.EqualTo(StorePressure.None));
        fixture.Clock.Advance(TimeSpan.FromMilliseconds(1));
        fixture.RunUntil(() => fixture.Store.Pressure == pressure);
        Assert.That(fixture.Say(2, "not kept"), Is.EqualTo(failing == StoreFailing.Talk));
        Assert.That(fixture.Store.Appended, Is.EqualTo(1));
        fixture.Store.Writer.BeforeCommit = static () => { };
        fixture.RunUntil(() => fixture.Store.Pressure == StorePressure.None);
        Assert.That(fixture.Say(3, "kept"), Is.True);
        fixture.Keep();
        Assert.That(
            fixture.Page(9).Lines.Select(static l => l.Sequence), Is.EqualTo(new[] { 1, 3 }));
    }

    [Test]
    public void A_failed_fsync_reopens_the_file_and_writes_the_batch_once()
    {
        using var fixture = new StoreFixture();
        fixture.Open();
        int commits = 0;
        fixture.Store.Writer.AfterCommit = () =>
        {
            // The commit may be on disk or not: here it is.
            if (++commits == 1)
            {
                throw new SqliteException("disk I/O error", raw.SQLITE_IOERR, 1034);
            }
        };
        fixture.Store.Append(new StoreChange.Audit(1, "root", "did it"));
        fixture.SayAll(1, 5);
        fixture.Keep();
        Assert.That(commits, Is.EqualTo(2));
        Assert.That(fixture.Page(9).Lines, Has.Count.EqualTo(5));
        Assert.That(fixture.Search("line"), Has.Exactly(5).Items);
        Assert.That(fixture.Store.Measure().Messages, Is.EqualTo(5));
        Assert.That(
            fixture.Ask(new MaintenanceQuery(MaintenanceTask.Audit, "9")).Result.Split('\n'),
            Has.Length.EqualTo(1));
    }

    [Test]
    public void A_store_that_cannot_end_in_time_is_unclean()
    {
        using var fixture = new StoreFixture(
            static o => o with { CloseWithin = TimeSpan.FromMilliseconds(50) });
        fixture.Open();
        fixture.Store.Writer.BeforeCommit =
            static () => throw new SqliteException("disk I/O error", raw.SQLITE_IOERR);
        fixture.SayAll(1, 2);
        fixture.Store.Close();
        Assert.That(fixture.Log.Has(90), Is.True);
        fixture.Open();
        Assert.That(fixture.State.WasClean, Is.False);
    }
}
