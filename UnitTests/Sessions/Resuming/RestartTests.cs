using Protocol.Messages;
using UnitTests.Simulation;

namespace UnitTests.Sessions.Resuming;

/// <summary>Sessions that continue after a restart of the server.</summary>
internal sealed class RestartTests() : ResumeFixture(isKept: true)
{
    private const long WindowMs = 30_000;

    [TestCase(true)]
    [TestCase(false)]
    public void Name_id_and_rooms_come_back_and_nobody_is_notified(bool isClean)
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        (NativePeer bob, byte[] bobsToken) = Enter("bob");
        Ask(ada, RequestVerb.Join, 2, "den");
        Ask(ada, RequestVerb.Say, 3, "den", "kept");
        ulong id = Server.SessionOf(ada).Member.Id;
        End(isClean);
        (bob, _) = Resume(bobsToken);
        Assert.That(Server.Server.Directory.People, Is.EqualTo(2), "both are there");
        NativePeer thief = Open().Peer;
        Assert.That(
            Ask(thief, RequestVerb.Name, 1, "ada").Single().Number,
            Is.EqualTo((ulong)RefusalCode.NameTaken));
        (ada, List<SeenEvent> events) = Resume(token, answered: 3);
        Assert.That(events[0].Sender, Is.EqualTo(id));
        Assert.That(
            events.Where(static e => e.Kind == EventKind.Joined).Select(static e => e.Room),
            Is.EqualTo(new[] { "lobby", "den" }));
        Assert.That(bob.Take(), Is.Empty);
        Ask(bob, RequestVerb.Say, 9, "lobby", "hi");
        Assert.That(Texts(ada.Take(), EventKind.Said), Is.EqualTo(new[] { "hi" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Room_in_which_nothing_was_sent_comes_back_too(bool isClean)
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        (_, byte[] bobsToken) = Enter("bob");
        SeenEvent joined = Ask(ada, RequestVerb.Join, 2, "quiet").Single();
        End(isClean);
        (ada, List<SeenEvent> events) = Resume(token, rooms: [("quiet", joined.Number, 1)]);
        Assert.That(events[0].EntryTexts, Is.EqualTo(new[] { "" }));
        Assert.That(
            events.Where(static e => e.Kind == EventKind.Joined).Select(static e => e.Room),
            Is.EqualTo(new[] { "lobby", "quiet" }));
        (NativePeer bob, _) = Resume(bobsToken);
        Ask(bob, RequestVerb.Join, 2, "quiet");
        Ask(bob, RequestVerb.Say, 3, "quiet", "hi");
        Assert.That(Texts(ada.Take(), EventKind.Said), Is.EqualTo(new[] { "hi" }));
    }

    [Test]
    public void Room_does_not_come_back_when_another_one_has_a_similar_name()
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        Ask(ada, RequestVerb.Join, 2, "corner");
        Cut(ada);
        Server.Pass(WindowMs);
        (NativePeer bob, _) = Enter("bob");
        Assert.That(
            Ask(bob, RequestVerb.Join, 2, "comer").Single().Kind, Is.EqualTo(EventKind.Joined));
        Assert.That(
            Resume(token).Events.Where(static e => e.Kind == EventKind.Joined)
                .Select(static e => e.Room),
            Is.EqualTo(new[] { "lobby" }));
    }

    [Test]
    public void Members_that_do_not_come_back_leave_after_the_window()
    {
        Enter("ada");
        (_, byte[] token) = Enter("bob");
        End(isClean: false);
        (NativePeer bob, _) = Resume(token);
        Server.Pass(WindowMs);
        Assert.That(
            bob.Take().Select(static e => (e.Kind, e.Name)),
            Is.EqualTo(new[] { (EventKind.Departed, "ada") }));
        End(isClean: true);
        Assert.That(Server.Server.Directory.People, Is.EqualTo(1), "only bob was connected");
    }

    [Test]
    public void Crash_tells_the_client_which_of_its_lines_are_lost()
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        SeenEvent joined = Ask(ada, RequestVerb.Join, 2, "lobby").Single();
        ulong kept = Ask(ada, RequestVerb.Say, 3, "lobby", "kept")
            .Single(static e => e.Kind == EventKind.Said).Sequence;
        Store!.IsHeld = true;
        Ask(ada, RequestVerb.Say, 4, "lobby", "lost");
        Store.IsHeld = false;
        Server.Crash();
        Restart();
        List<SeenEvent> events = Resume(
            token, rooms: [("lobby", joined.Number, kept + 1)]).Events;
        Assert.That(events[0].Entries.Single(), Is.EqualTo(("lobby", kept)));
        SeenEvent again = events.Single(static e => e.Kind == EventKind.Joined);
        Assert.That(again.Number, Is.Not.EqualTo(joined.Number), "another incarnation");
        Assert.That(again.Sequence, Is.EqualTo(kept + 1));

        // Two crashes later, the client still learns how far its first incarnation was kept.
        (NativePeer bob, _) = Enter("bob");
        Ask(bob, RequestVerb.Say, 3, "lobby", "later");
        End(isClean: false);
        End(isClean: false);
        events = Resume(
            token,
            rooms: [("lobby", joined.Number, kept + 1), ("lobby", again.Number, kept + 9)]).Events;
        Assert.That(events[0].Entries[0].Number, Is.EqualTo(kept));
        Assert.That(events[0].Entries[1].Number, Is.GreaterThan(kept));
    }

    [Test]
    public void First_number_of_a_room_is_no_message_after_a_crash_that_lost_everything()
    {
        // Only the members of the room are on disk.
        (NativePeer ada, byte[] token) = Enter("ada");
        End(isClean: false);
        (ada, List<SeenEvent> events) = Resume(token, rooms: [("lobby", 1, 9)]);
        Assert.That(events[0].Entries.Single(), Is.EqualTo(("lobby", 0ul)));
        for (ulong id = 1; id <= 3; id++)
        {
            Ask(ada, RequestVerb.Say, id + 900, "lobby", $"{id}");
        }

        List<SeenEvent> page = Ask(ada, new ClientRequest
        {
            Verb = RequestVerb.History,
            Id = 910,
            Target = "lobby"u8,
            Number = 1,
            Count = 2,
        });
        Assert.That(Texts(page, EventKind.Said), Is.EqualTo(new[] { "1", "2" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Private_lines_after_a_restart_have_numbers_that_none_had_before(bool isClean)
    {
        (NativePeer ada, byte[] adasToken) = Enter("ada");
        (_, byte[] token) = Enter("bob");
        ulong last = 0;
        for (ulong round = 0; round < 3; round++)
        {
            for (ulong i = 1; i <= 5; i++)
            {
                Ask(ada, RequestVerb.Tell, (10 * (round + 1)) + i, "bob", $"{i}");
            }

            List<SeenEvent> events = Resume(token, told: last).Events;
            Assert.That(
                Texts(events, EventKind.Told), Is.EqualTo(new[] { "1", "2", "3", "4", "5" }));
            ulong[] told = [.. events
                .Where(static e => e.Kind == EventKind.Told).Select(static e => e.Sequence)];
            Assert.That(told[0], Is.GreaterThan(last));
            Assert.That(events[0].Sequence, Is.EqualTo(told[^1]));
            last = told[^1];
            End(isClean);
            (ada, _) = Resume(adasToken, answered: 99);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Private_lines_after_a_restart_leave_no_gap_when_none_is_missing(bool isClean)
    {
        (NativePeer ada, byte[] adasToken) = Enter("ada");
        (_, byte[] token) = Enter("bob");
        Ask(ada, RequestVerb.Tell, 2, "bob", "one");
        End(isClean);
        (ada, _) = Resume(adasToken, answered: 2);
        (NativePeer bob, List<SeenEvent> events) = Resume(token, told: 1);
        Assert.That(events[0].Sequence, Is.EqualTo(1));
        Ask(ada, RequestVerb.Tell, 3, "bob", "two");
        Assert.That(
            bob.Take().Single(static e => e.Kind == EventKind.Told).Sequence, Is.EqualTo(2));
    }

    [TestCase(1ul)]
    [TestCase(3ul)]
    public void Private_number_that_a_client_has_seen_is_not_used_again(ulong seen)
    {
        // The client has received lines that were not on disk at the crash.
        (NativePeer ada, byte[] adasToken) = Enter("ada");
        (_, byte[] token) = Enter("bob");
        Ask(ada, RequestVerb.Tell, 2, "bob", "one");
        End(isClean: false);
        (ada, _) = Resume(adasToken, answered: 2);
        Ask(ada, RequestVerb.Tell, 3, "bob", "to nobody yet");
        List<SeenEvent> events = Resume(token, told: seen).Events;
        SeenEvent told = events.Single(static e => e.Kind == EventKind.Told);
        Assert.That(told.Sequence, Is.EqualTo(seen + 1));
        Assert.That(events[0].Sequence, Is.EqualTo(seen + 1));
    }

    [Test]
    public void Private_position_from_the_future_is_not_believed()
    {
        (NativePeer ada, byte[] adasToken) = Enter("ada");
        (_, byte[] token) = Enter("bob");
        Ask(ada, RequestVerb.Tell, 2, "bob", "one");
        Assert.That(Resume(token, told: 1000).Events[0].Sequence, Is.EqualTo(1));
        End(isClean: false);
        Assert.That(Resume(token, told: ulong.MaxValue).Events[0].Sequence, Is.EqualTo(1));
    }

    [Test]
    public void Private_lines_count_on_after_the_member_has_left()
    {
        (NativePeer ada, _) = Enter("ada");
        (NativePeer bob, byte[] token) = Enter("bob");
        Ask(ada, RequestVerb.Tell, 2, "bob", "one");
        Cut(bob);
        Server.Pass(WindowMs);
        Resume(token, told: 1);
        Ask(ada, RequestVerb.Tell, 3, "bob", "two");
        List<SeenEvent> events = Resume(token, told: 1).Events;
        Assert.That(Texts(events, EventKind.Told), Is.EqualTo(new[] { "two" }));
    }

    [TestCase(RequestVerb.Say, "lobby")]
    [TestCase(RequestVerb.Tell, "bob")]
    public void Message_that_was_not_stored_is_never_confirmed(RequestVerb verb, string target)
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        Enter("bob");
        SeenEvent[] first = [.. Ask(ada, verb, 3, target, "kept")];
        Assert.That(first.Single(static e => e.Kind == EventKind.Done).Number, Is.Zero);
        Assert.That(first.Single(static e => e.Kind == EventKind.Kept).Request, Is.EqualTo(3));
        Store!.GoesOnWithoutDisk = true;
        List<SeenEvent> events = Ask(ada, verb, 4, target, "lost");
        Assert.That(
            events.Single(static e => e.Kind == EventKind.Done).Number,
            Is.EqualTo(DoneFlags.NotStored));
        Assert.That(Kinds(events), Has.None.EqualTo(EventKind.Kept));
        events = Resume(token, answered: 3).Events;
        Assert.That(
            events.Single(static e => e is { Kind: EventKind.Done, Request: 4 }).Number,
            Is.EqualTo(DoneFlags.NotStored));
        Assert.That(
            events.Single(static e => e.Kind == EventKind.Kept).Request, Is.EqualTo(3));
    }

    [Test]
    public void Token_is_in_no_store()
    {
        (_, byte[] token) = Enter("ada");
        Server.Settle();
        Assert.That(
            Store!.Disk.ReadSessions().Single().TokenHash,
            Is.EqualTo(System.Security.Cryptography.SHA256.HashData(token)));
    }

    private void End(bool isClean)
    {
        if (isClean)
        {
            Server.Stop();
        }
        else
        {
            Server.Settle();
            Server.Crash(powerCut: true);
        }

        Restart();
    }
}
