using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Files;
using Protocol.Messages;
using UnitTests.Support;

namespace UnitTests.Storage;

internal sealed class RoundTripTests
{
    private StoreFixture _fixture = null!;

    [SetUp]
    public void Open()
    {
        _fixture = new StoreFixture();
        _fixture.Open();
    }

    [TearDown]
    public void Close() => _fixture.Dispose();

    [Test]
    public void A_new_store_is_empty_and_clean()
    {
        Assert.That(_fixture.State.WasClean, Is.True);
        Assert.That(_fixture.State.NextMemberId, Is.EqualTo(1));
        Assert.That(_fixture.State.Rooms, Is.Empty);
        Assert.That(_fixture.Page(10).ReachesStart, Is.True);
        Assert.That(_fixture.Store.Measure().Messages, Is.Zero);
    }

    [TestCase(1, Description = "reported in a turn with other work, if there is one")]
    [TestCase(400_000, Description = "reported at once")]
    public void A_sleeping_reactor_is_woken_for_a_commit(int bytes)
    {
        ulong lines = 0;
        for (int left = bytes; left > 0; left -= 4000)
        {
            Assert.That(_fixture.Say(++lines, new string('x', Math.Min(left, 4000))), Is.True);
        }

        _fixture.SleepUntilWoken();
        Assert.That(_fixture.Store.Kept, Is.EqualTo((long)lines));
    }

    [Test]
    public void A_message_allocates_nothing_on_the_reactor_thread()
    {
        byte[] text = new byte[100];
        _fixture.Keep();
        bool isAccepted = true;
        long before = 0;
        for (ulong number = 1; number <= 200; number++)
        {
            if (number == 20)
            {
                // The first turns load code.
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            isAccepted &= _fixture.Store.TryAppend(new StoredMessage
            {
                Kind = EventKind.Said,
                Room = "lobby"u8,
                Incarnation = 1,
                Sequence = number,
                TimeMs = 1,
                SenderId = 1,
                Name = "alice"u8,
                Text = text,
            });
            _fixture.Turn();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(isAccepted, Is.True);
    }

    [TestCase(EventKind.Said)]
    [TestCase(EventKind.Acted)]
    [TestCase(EventKind.TopicSet)]
    public void A_line_comes_back_with_every_field(EventKind kind)
    {
        var message = new StoredMessage
        {
            Kind = kind,
            Room = "Küche"u8,
            Incarnation = ulong.MaxValue,
            Sequence = 42,
            TimeMs = 1_700_000_000_123,
            SenderId = 9,
            RequestId = ulong.MaxValue - 1,
            EmptyLines = 2,
            Name = "Zoë"u8,
            Text = "a 'quoted' \"text\"; ünï 中文 🦊"u8,
        };
        Assert.That(_fixture.Store.TryAppend(message), Is.True);
        _fixture.Keep();
        StoredLine line = _fixture.Page(1, room: "KÜCHE").Lines.Single();
        Assert.That(line.Kind, Is.EqualTo(kind));
        Assert.That(line.Room, Is.EqualTo("Küche"));
        Assert.That(line.Incarnation, Is.EqualTo(ulong.MaxValue));
        Assert.That(line.Sequence, Is.EqualTo(42));
        Assert.That(line.TimeMs, Is.EqualTo(1_700_000_000_123));
        Assert.That(line.SenderId, Is.EqualTo(9));
        Assert.That(line.RequestId, Is.EqualTo(ulong.MaxValue - 1));
        Assert.That(line.EmptyLines, Is.EqualTo(2));
        Assert.That(line.Name, Is.EqualTo("Zoë"u8.ToArray()));
        Assert.That(
            line.Text, Is.EqualTo("a 'quoted' \"text\"; ünï 中文 🦊"u8.ToArray()));
    }

    [Test]
    public void An_empty_topic_comes_back_empty()
    {
        _fixture.Say(1, "rules", kind: EventKind.TopicSet);
        _fixture.Say(2, "", kind: EventKind.TopicSet);
        _fixture.Keep();
        Assert.That(_fixture.Page(1).Lines.Single().Text, Is.Empty);
        _fixture.Reopen();
        Assert.That(_fixture.State.Rooms.Single().Topic, Is.Empty);
    }

    [Test]
    public void A_clean_end_keeps_rooms_topics_bans_and_numbers()
    {
        var ban = new StoredRestriction(false, "mallory", null, null, "root", "spam");
        var mute = new StoredRestriction(
            true, "192.0.2.0/24", "192.0.2.0/24", StoreClock.StartMs + 1000, "root", "");
        _fixture.SayAll(1, 3);
        _fixture.Say(4, "the topic", kind: EventKind.TopicSet);
        _fixture.Store.Append(new StoreChange.RestrictionAdded(ban));
        _fixture.Store.Append(new StoreChange.RestrictionAdded(mute));
        _fixture.Store.Append(new StoreChange.RestrictionAdded(ban with { Subject = "gone" }));
        _fixture.Store.Append(new StoreChange.RestrictionRemoved(false, "gone"));
        _fixture.Store.Append(new StoreChange.RoomState("lobby", StoreFixture.Incarnation, 9));
        _fixture.Reopen();
        Assert.That(_fixture.State.WasClean, Is.True);
        Assert.That(_fixture.State.Restrictions, Is.EqualTo(new[] { ban, mute }));
        StoredRoom room = _fixture.State.Rooms.Single();
        Assert.That(room.Name, Is.EqualTo("lobby"));
        Assert.That(room.Incarnation, Is.EqualTo(StoreFixture.Incarnation));
        Assert.That(room.Next, Is.EqualTo(9));
        Assert.That(room.LastStored, Is.EqualTo(4));
        Assert.That(Encoding.UTF8.GetString(room.Topic), Is.EqualTo("the topic"));
        Assert.That(Encoding.UTF8.GetString(room.TopicSetter), Is.EqualTo("alice"));
        Assert.That(room.TopicSetterId, Is.EqualTo(7));
        Assert.That(room.TopicTimeMs, Is.EqualTo(StoreClock.StartMs));
        Assert.That(
            room.LastLines.Select(static l => l.Sequence), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        _fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        _fixture.Reopen();
        Assert.That(_fixture.State.Restrictions, Is.EqualTo(new[] { ban }));
    }

    [Test]
    public void A_removed_room_is_gone_and_its_name_is_free()
    {
        _fixture.SayAll(1, 3, "den");
        _fixture.Store.Append(new StoreChange.RoomRemoved("den"));
        _fixture.Say(1, "again", "DEN", incarnation: 5);
        _fixture.Keep();
        Assert.That(_fixture.Page(10, room: "den").Lines.Single().Incarnation, Is.EqualTo(5));
        Assert.That(_fixture.Search("line"), Is.Empty);
        _fixture.Reopen();
        _fixture.RunUntil(() => _fixture.Store.Measure().Messages == 1);
    }

    [Test]
    public void Member_ids_are_never_used_again()
    {
        _fixture.Reopen();
        ulong second = _fixture.State.NextMemberId;
        Assert.That(second, Is.GreaterThan(1));
        _fixture.Store.TryAppend(new StoredMessage
        {
            Kind = EventKind.Said,
            Room = "lobby"u8,
            Incarnation = 1,
            Sequence = 1,
            TimeMs = 1,
            SenderId = second + 5_000_000,
            Name = "a"u8,
        });
        _fixture.Keep();
        _fixture.Crash();
        Assert.That(_fixture.State.NextMemberId, Is.GreaterThan(second + 5_000_000));
    }

    [Test]
    public void Audit_entries_come_back_oldest_first()
    {
        Assert.That(
            _fixture.Ask(new MaintenanceQuery(MaintenanceTask.Audit, "5")).Result,
            Is.EqualTo(EventLoopServer.Sentences.Operators.StoreSentences.NothingInAudit));
        for (int i = 0; i < 3; i++)
        {
            _fixture.Store.Append(new StoreChange.Audit(StoreClock.StartMs, "root", $"act {i}"));
        }

        _fixture.Keep();
        string result = _fixture.Ask(new MaintenanceQuery(MaintenanceTask.Audit, "2")).Result;
        Assert.That(result, Is.EqualTo(
            "2026-01-01 00:00:00Z root act 1\n2026-01-01 00:00:00Z root act 2"));
    }

    [Test]
    public void Events_are_kept_only_after_their_commit()
    {
        using var mayCommit = new ManualResetEventSlim();
        _fixture.Store.Writer.BeforeCommit = mayCommit.WaitInTime;
        int changes = 0;
        _fixture.Store.KeptChanged = () => changes++;
        _fixture.SayAll(1, 5);
        _fixture.Store.Persist();
        _fixture.SayAll(6, 7);
        Assert.That(_fixture.Store.Kept, Is.Zero);
        Assert.That(_fixture.Store.Appended, Is.EqualTo(7));
        Assert.That(_fixture.Page(10).Lines, Is.Empty);
        mayCommit.Set();
        _fixture.RunUntil(() => changes == 1);
        Assert.That(_fixture.Store.Kept, Is.EqualTo(5));
        _fixture.Keep();
        Assert.That(changes, Is.EqualTo(2));
        Assert.That(_fixture.Page(10).Lines, Has.Count.EqualTo(7));
    }

    [Test]
    public void Close_keeps_what_was_not_handed_over()
    {
        _fixture.SayAll(1, 5);
        _fixture.Store.Persist();
        _fixture.SayAll(6, 8);
        _fixture.Store.Close();
        Assert.That(_fixture.Store.Kept, Is.EqualTo(8));
        _fixture.Open();
        Assert.That(_fixture.Page(10).Lines, Has.Count.EqualTo(8));
    }

    [Test]
    public void The_lock_is_free_after_the_end()
    {
        _fixture.Store.Close();
        using StoreLock taken = StoreLock.Take(_fixture.Paths);
        Assert.That(() => StoreLock.Take(_fixture.Paths), Throws.TypeOf<StoreException>());
    }
}
