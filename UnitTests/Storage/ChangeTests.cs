using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Batches;
using UnitTests.Support;

namespace UnitTests.Storage;

/// <summary>Changes that wait while the disk fails for days: bounded, and none is lost silently.
/// </summary>
internal sealed class ChangeTests
{
    [Test]
    public void States_of_a_room_take_one_entry_and_the_last_one_wins()
    {
        using var fixture = new StoreFixture();
        fixture.Open();
        using var mayCommit = new ManualResetEventSlim();
        fixture.Store.Writer.BeforeCommit = mayCommit.WaitInTime;
        fixture.Say(1, "line", "den");
        fixture.Store.Persist();
        fixture.Store.Append(new StoreChange.RoomKeep("den", TimeSpan.FromDays(3)));
        for (ulong next = 2; next <= BatchBuffer.ReservedChanges + 2; next++)
        {
            fixture.Store.Append(
                new StoreChange.RoomState("den", StoreFixture.Incarnation, next));
        }

        fixture.Store.Append(new StoreChange.RoomState("tea", 9, 4));
        fixture.Store.Append(new StoreChange.Audit(1, "root", "did it"));
        mayCommit.Set();
        fixture.Keep();
        Assert.That(Audit(fixture), Has.Length.EqualTo(1), "there was space");
        fixture.Reopen();
        Assert.That(
            fixture.State.Rooms.Select(static r => (r.Name, r.Next)),
            Is.EqualTo(new[]
            {
                ("den", (ulong)BatchBuffer.ReservedChanges + 2), ("tea", 4UL),
            }));
    }

    [Test]
    public void State_after_a_removal_is_another_room()
    {
        using var fixture = new StoreFixture();
        fixture.Open();
        fixture.Store.Append(new StoreChange.RoomState("den", 1, 5));
        fixture.Store.Append(new StoreChange.RoomRemoved("DEN"));
        fixture.Store.Append(new StoreChange.RoomState("den", 2, 3));
        fixture.Reopen();
        Assert.That(
            fixture.State.Rooms.Select(static r => (r.Name, r.Incarnation, r.Next)),
            Is.EqualTo(new[] { ("den", 2UL, 3UL) }));
    }

    [Test]
    public void Account_takes_one_entry_and_the_last_change_wins()
    {
        var buffer = new BatchBuffer(1 << 20);
        for (int i = 0; i < 1000; i++)
        {
            buffer.TryAppend(new StoreChange.AccountChanged(new StoredAccount(7, "ada")));
            buffer.TryAppend(new StoreChange.AccountChanged(
                new StoredAccount(8, "bob") { SeenMs = i }));
        }

        Assert.That(
            buffer.Take()!.Changes.Select(static entry => entry.Change),
            Is.EqualTo(new[]
            {
                new StoreChange.AccountChanged(new StoredAccount(7, "ada")),
                new StoreChange.AccountChanged(new StoredAccount(8, "bob") { SeenMs = 999 }),
            }));
    }

    [Test]
    public void Removed_account_and_ended_session_take_the_entry_of_their_state()
    {
        var buffer = new BatchBuffer(1 << 20);
        buffer.TryAppend(new StoreChange.AccountChanged(new StoredAccount(7, "ada")));
        buffer.TryAppend(new StoreChange.AccountRemoved(7));
        var session = new StoredSession(9, new byte[32], "ada", []);
        buffer.TryAppend(new StoreChange.SessionState(session));
        buffer.TryAppend(new StoreChange.SessionState(session with { Name = "ida" }));
        buffer.TryAppend(new StoreChange.SessionEnded(9));
        Assert.That(
            buffer.Take()!.Changes.Select(static entry => entry.Change),
            Is.EqualTo(new StoreChange[]
            {
                new StoreChange.AccountRemoved(7), new StoreChange.SessionEnded(9),
            }));
    }

    [Test]
    public void Sessions_that_begin_and_end_in_a_batch_leave_nothing_in_it()
    {
        var buffer = new BatchBuffer(1 << 20);
        buffer.TryAppend(new StoreChange.RoomState("den", 1, 1));
        for (ulong id = 1; id <= 1000; id++)
        {
            var session = new StoredSession(id, new byte[32], "ada", []);
            buffer.TryAppend(new StoreChange.SessionState(session) { IsNew = true });
            buffer.TryAppend(new StoreChange.SessionState(session with { Name = "ida" }));
            if (id != 500)
            {
                buffer.TryAppend(new StoreChange.SessionEnded(id));
            }
        }

        buffer.TryAppend(new StoreChange.RoomState("den", 1, 2));
        Batch batch = buffer.Take()!;
        Assert.That(batch.Changes, Has.Count.LessThan(10));
        StoreChange[] left = [.. batch.Changes
            .Select(static entry => entry.Change).Where(static c => c is not StoreChange.Nothing)];
        Assert.That(left, Has.Length.EqualTo(2));
        Assert.That(left[0], Is.EqualTo(new StoreChange.RoomState("den", 1, 2)));
        var ida = (StoreChange.SessionState)left[1];
        Assert.That((ida.Session.Name, ida.IsNew), Is.EqualTo(("ida", true)));
    }

    [Test]
    public void End_of_a_session_that_was_dropped_is_dropped_too()
    {
        var buffer = new BatchBuffer(1 << 20);
        for (ulong id = 1; id <= BatchBuffer.ReservedChanges; id++)
        {
            Assert.That(buffer.TryAppend(Begin(id)));
        }

        ulong more = BatchBuffer.ReservedChanges + 1;
        Assert.That(buffer.TryAppend(Begin(more)), Is.False);
        Assert.That(buffer.TryAppend(Begin(1)), "it takes no more space");
        Assert.That(buffer.TryAppend(new StoreChange.SessionEnded(more)), Is.False);
        Assert.That(buffer.TryAppend(new StoreChange.SessionEnded(more)), "it may be stored");
    }

    [Test]
    public void Audit_entries_above_the_limit_are_counted_in_the_log()
    {
        using var fixture = new StoreFixture();
        fixture.Open();
        using var mayCommit = new ManualResetEventSlim();
        fixture.Store.Writer.BeforeCommit = mayCommit.WaitInTime;
        fixture.Say(1, "line");
        fixture.Store.Persist();
        for (int i = 0; i < BatchBuffer.ReservedChanges; i++)
        {
            fixture.Store.Append(new StoreChange.Audit(i, "root", "did it"));
        }

        Assert.That(fixture.Log.Has(98), Is.False);
        long appended = fixture.Store.Appended;
        for (int i = 0; i < 10; i++)
        {
            fixture.Store.Append(new StoreChange.Audit(-1 - i, "root", "too much"));
            fixture.Store.Append(
                new StoreChange.RoomState($"visited {i}", 1, 1) { HasLines = false });
        }

        Assert.That(fixture.Store.Appended, Is.EqualTo(appended));
        Assert.That(fixture.Log.ToString(), Does.Contain("1 entries of the audit log"));
        fixture.Store.Append(new StoreChange.RoomState("den", 1, 2));
        fixture.Store.Append(new StoreChange.RestrictionAdded(
            new StoredRestriction(false, "mallory", null, null, "root", "")));
        mayCommit.Set();
        fixture.Keep();
        Assert.That(fixture.Log.ToString(), Does.Contain("9 entries of the audit log"));
        fixture.Reopen();
        Assert.That(fixture.State.Restrictions, Has.Count.EqualTo(1));
        Assert.That(fixture.State.Rooms.Select(static r => r.Name), Has.Member("den"));
    }

    [Test]
    public void Audit_entries_expire_after_a_year()
    {
        using var fixture = new StoreFixture();
        fixture.Open();
        fixture.Store.Append(new StoreChange.Audit(fixture.Clock.UnixMs, "root", "old"));
        fixture.Clock.Advance(TimeSpan.FromMilliseconds(1));
        fixture.Store.Append(new StoreChange.Audit(fixture.Clock.UnixMs, "root", "young"));
        fixture.Keep();
        fixture.Clock.Advance(TimeSpan.FromDays(365));
        fixture.Reopen();
        fixture.RunUntil(() => Audit(fixture).Length == 1);
        Assert.That(Audit(fixture).Single(), Does.Contain("young"));
    }

    private static StoreChange.SessionState Begin(ulong id) =>
        new StoreChange.SessionState(new StoredSession(id, new byte[32], "ada", []))
        {
            IsNew = true,
        };

    private static string[] Audit(StoreFixture fixture) => fixture
        .Ask(new MaintenanceQuery(MaintenanceTask.Audit, "1000")).Result.Split('\n');
}
