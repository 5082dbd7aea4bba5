using Protocol.Messages;
using UnitTests.Simulation;

namespace UnitTests.Chat.Storage;

/// <summary>Rooms after a clean end, a crash and a power cut.</summary>
internal sealed class RestartTests : StoreFixture
{
    [Test]
    public void Rooms_continue_after_a_clean_end()
    {
        NativePeer alice = Enter("alice");
        Ask(alice, RequestVerb.Join, "den");
        Ask(alice, RequestVerb.Topic, "den", "tea");
        Say(alice, "den", 1, 3);
        Say(alice, "lobby", 4, 2);
        SeenEvent before = Ask(alice, RequestVerb.Join, "den").Single();
        Server.Stop();
        Restart();
        NativePeer bob = Enter("bob");
        Assert.That(Lines(bob.Take()), Is.EqualTo(Numbered(4, 2)));
        List<SeenEvent> joined = Ask(bob, RequestVerb.Join, "DEN");
        Assert.That(Lines(joined), Is.EqualTo(Numbered(1, 3)));
        Assert.That(joined[0].Number, Is.EqualTo(before.Number), "the incarnation");
        Assert.That(joined[0].Sequence, Is.GreaterThan(before.Sequence));
        Assert.That((joined[0].Room, joined[0].Text), Is.EqualTo(("den", "tea")));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void After_a_crash_a_room_has_a_new_incarnation_and_continues_after_its_last_line(
        bool powerCut)
    {
        NativePeer alice = Enter("alice");
        Say(alice, "lobby", 1, 3);
        Store.IsHeld = true;
        Say(alice, "lobby", 4, 2);
        SeenEvent before = Ask(alice, RequestVerb.Join, "lobby").Single();
        Server.Crash(powerCut);
        Store.IsHeld = false;
        Restart();
        List<SeenEvent> events = EnterAndTake("bob");
        SeenEvent joined = events.Single(static e => e.Kind == EventKind.Joined);
        Assert.That(joined.Number, Is.Not.EqualTo(before.Number), "the incarnation");
        Assert.That(Lines(events), Is.EqualTo(Numbered(1, 3)));
        Assert.That(joined.Sequence, Is.EqualTo(before.Sequence - 2 + 1), "bob's entry took one");
    }

    [Test]
    public void Crash_in_an_unsaved_conversation_does_not_repeat_an_identity()
    {
        Store.IsHeld = true;
        NativePeer alice = Enter("alice");
        Say(alice, "lobby", 1, 2);
        var seen = new HashSet<(ulong, ulong)>();
        for (int run = 0; run < 4; run++)
        {
            SeenEvent joined = Ask(alice, RequestVerb.Join, "lobby").Single();
            foreach (SeenEvent said in Ask(alice, RequestVerb.Say, "lobby", $"run {run}")
                .Where(static e => e.Kind == EventKind.Said))
            {
                Assert.That(seen.Add((joined.Number, said.Sequence)), Is.True);
            }

            Server.Crash();
            Restart();
            alice = Enter("alice");
        }
    }

    [Test]
    public void Member_ids_do_not_repeat()
    {
        ulong before = Enter("alice").Take().First(static e => e.Kind == EventKind.Named).Sender;
        Server.Crash();
        Restart();
        ulong after = EnterAndTake("alice").First(static e => e.Kind == EventKind.Named).Sender;
        Assert.That(after, Is.GreaterThan(before));
    }

    [Test]
    public void Room_with_lines_survives_its_last_member_and_one_without_does_not()
    {
        NativePeer alice = Enter("alice");
        ulong kept = Ask(alice, RequestVerb.Join, "kept")[0].Number;
        Say(alice, "kept", 1, 1);
        ulong silent = Ask(alice, RequestVerb.Join, "silent")[0].Number;
        Ask(alice, RequestVerb.Leave, "kept");
        Ask(alice, RequestVerb.Leave, "silent");
        Assert.That(Ask(alice, RequestVerb.Rooms).Single().Count, Is.EqualTo(1), "the lobby");
        Assert.That(Ask(alice, RequestVerb.Join, "silent")[0].Number, Is.Not.EqualTo(silent));
        List<SeenEvent> events = Ask(alice, RequestVerb.Join, "kept");
        Assert.That(events[0].Number, Is.EqualTo(kept));
        Assert.That(Lines(events), Is.EqualTo(Numbered(1, 1)));
        Assert.That(
            Store.Disk.ReadRooms(0).Select(static r => r.Name),
            Is.EquivalentTo(new[] { "lobby", "kept", "silent" }));
    }

    [Test]
    public void Name_that_looks_like_an_unloaded_room_is_refused()
    {
        NativePeer alice = Enter("alice");
        Ask(alice, RequestVerb.Join, "b0b");
        Say(alice, "b0b", 1, 1);
        Ask(alice, RequestVerb.Leave, "b0b");
        SeenEvent answer = Ask(alice, RequestVerb.Join, "bob").Single();
        Assert.That(
            (answer.Kind, (RefusalCode)answer.Number),
            Is.EqualTo((EventKind.Refused, RefusalCode.RoomNameInvalid)));
    }

    [Test]
    public void Full_store_refuses_messages_and_sends_nothing()
    {
        NativePeer alice = Enter("alice");
        NativePeer bob = Enter("bob");
        Store.IsHeld = true;
        List<SeenEvent> last = Ask(alice, RequestVerb.Say, "lobby", "one");
        Assert.That(last[^1].Kind, Is.EqualTo(EventKind.Done));
        bob.Take();
        Store.Capacity = 1;
        SeenEvent answer = Ask(alice, RequestVerb.Topic, "lobby", "two").Single();
        Assert.That(
            (answer.Kind, (RefusalCode)answer.Number),
            Is.EqualTo((EventKind.Refused, RefusalCode.StoreBusy)));
        Assert.That(bob.Take(), Is.Empty);
        Store.IsHeld = false;
        Server.Settle();
        Store.Capacity = 10;
        SeenEvent said = Ask(alice, RequestVerb.Say, "lobby", "three")[0];
        Assert.That((said.Kind, said.Text), Is.EqualTo((EventKind.Said, "three")));
        Assert.That(
            Store.Disk.Lines("lobby").Select(static l => l.Sequence),
            Is.EqualTo(new[] { said.Sequence - 1, said.Sequence }), "no gap");
    }

    private List<SeenEvent> EnterAndTake(string name) => Enter(name).Take();
}
