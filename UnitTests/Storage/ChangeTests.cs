using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Batches;

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
        fixture.Store.Writer.BeforeCommit = mayCommit.Wait;
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
    public void Audit_entries_above_the_limit_are_counted_in_the_log()
    {
        using var fixture = new StoreFixture();
        fixture.Open();
        using var mayCommit = new ManualResetEventSlim();
        fixture.Store.Writer.BeforeCommit = mayCommit.Wait;
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

    private static string[] Audit(StoreFixture fixture) => fixture
        .Ask(new MaintenanceQuery(MaintenanceTask.Audit, "1000")).Result.Split('\n');
}
