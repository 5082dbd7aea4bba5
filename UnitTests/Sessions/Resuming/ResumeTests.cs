using EventLoopServer.Configuration;
using EventLoopServer.Sessions.Resuming;
using Protocol.Commands;
using Protocol.Messages;
using UnitTests.Simulation;

namespace UnitTests.Sessions.Resuming;

/// <summary>A session that continues on another connection of the same server.</summary>
internal sealed class ResumeTests() : ResumeFixture(isKept: false)
{
    private const long WindowMs = 30_000;

    [Test]
    public void Client_with_the_capability_gets_a_token_and_an_older_one_gets_none()
    {
        byte[] token = Open().Token;
        byte[] another = Open().Token;
        Assert.That(token, Has.Length.EqualTo(SessionTable.TokenBytes));
        Assert.That(token, Is.Not.EqualTo(another));
        var older = new NativePeer(Server.Connect());
        older.Hello();
        older.Request(RequestVerb.Resume, 1, "token");
        Server.Settle();
        List<SeenEvent> events = older.Take();
        Assert.That(events[0].DetailBytes, Is.Empty);
        Assert.That(events[1].Number, Is.EqualTo((ulong)RefusalCode.UnknownCommand));
        Assert.That(Server.Server.Directory.People, Is.Zero);
    }

    [Test]
    public void Resumed_client_keeps_its_id_name_and_rooms_and_nobody_is_notified()
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        (NativePeer bob, _) = Enter("bob");
        Ask(ada, RequestVerb.Join, 2, "den");
        ulong id = Server.SessionOf(ada).Member.Id;
        Cut(ada);
        Server.Pass(WindowMs - 1);
        bob.Take();
        (NativePeer again, List<SeenEvent> events) = Resume(token, answered: 2);
        Assert.That(
            Kinds(events),
            Is.EqualTo(new[] { EventKind.Resumed, EventKind.Joined, EventKind.Joined }));
        Assert.That((events[0].Sender, events[0].Name), Is.EqualTo((id, "ada")));
        Assert.That(
            events.Skip(1).Select(static e => e.Room),
            Is.EqualTo(new[] { "lobby", "den" }),
            "the current room is the last");
        Assert.That(bob.Take(), Is.Empty);
        Ask(again, RequestVerb.Say, 3, "lobby", "back");
        Assert.That(Texts(bob.Take(), EventKind.Said), Is.EqualTo(new[] { "back" }));
        Server.Pass(WindowMs);
        Assert.That(bob.Take(), Is.Empty, "the wait of the old connection is over");
    }

    [Test]
    public void Member_leaves_after_the_window_and_its_token_is_valid_for_an_hour()
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        (NativePeer bob, _) = Enter("bob");
        ulong id = Server.SessionOf(ada).Member.Id;
        Cut(ada);
        bob.Take();
        Server.Pass(WindowMs);
        Assert.That(Kinds(bob.Take()), Is.EqualTo(new[] { EventKind.Departed }));
        Server.Pass(60_000);
        (NativePeer again, List<SeenEvent> events) = Resume(token);
        Assert.That((events[0].Kind, events[0].Sender), Is.EqualTo((EventKind.Resumed, id)));
        Assert.That(
            bob.Take().Select(static e => (e.Kind, e.Name)),
            Does.Contain((EventKind.Entered, "ada")));
        Cut(again);
        Server.Pass(WindowMs);
        Server.Pass(SessionTable.GuestMs - 1);
        (again, events) = Resume(token);
        Assert.That(events[0].Kind, Is.EqualTo(EventKind.Resumed));
        Cut(again);
        Server.Pass(WindowMs);
        Server.Pass(SessionTable.GuestMs);
        Assert.That(Code(Resume(token).Events), Is.EqualTo(RefusalCode.SessionUnknown));
        Assert.That(Server.Server.Sessions.Count, Is.Zero);
    }

    [Test]
    public void Name_that_another_member_has_taken_after_the_window_is_refused()
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        Cut(ada);
        Assert.That(
            Code(Ask(Open().Peer, RequestVerb.Name, 1, "ada")), Is.EqualTo(RefusalCode.NameTaken));
        Server.Pass(WindowMs);
        (NativePeer thief, _) = Enter("ada");
        Assert.That(Code(Resume(token).Events), Is.EqualTo(RefusalCode.NameTaken));
        Ask(thief, RequestVerb.Quit, 3);
        Assert.That(
            Resume(token).Events[0].Kind, Is.EqualTo(EventKind.Resumed), "the session is not lost");
    }

    [TestCase(RequestVerb.Quit)]
    [TestCase(RequestVerb.Line)]
    public void Token_is_void_after_the_client_has_quit(RequestVerb verb)
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        (NativePeer bob, _) = Enter("bob");
        bob.Take();
        Ask(ada, verb, 2, "", verb == RequestVerb.Quit ? "" : "/quit");
        Assert.That(Kinds(bob.Take()), Is.EqualTo(new[] { EventKind.Departed }));
        Assert.That(Code(Resume(token).Events), Is.EqualTo(RefusalCode.SessionUnknown));
    }

    [Test]
    public void Kicked_client_cannot_resume()
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        (NativePeer bob, _) = Enter("bob");
        Server.SessionOf(bob).Member.Role = Role.Operator;
        Cut(ada);
        Ask(bob, RequestVerb.Kick, 2, "ada");
        Assert.That(Code(Resume(token).Events), Is.EqualTo(RefusalCode.SessionUnknown));
    }

    [Test]
    public void Second_connection_takes_over_and_the_first_one_gets_the_reason()
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        (NativePeer bob, _) = Enter("bob");
        ada.Take();
        bob.Take();
        (NativePeer second, List<SeenEvent> events) = Resume(token);
        Assert.That(events[0].Kind, Is.EqualTo(EventKind.Resumed));
        SeenEvent end = ada.Take().Single();
        Assert.That(
            (end.Kind, (GoodbyeReason)end.Number),
            Is.EqualTo((EventKind.Goodbye, GoodbyeReason.TakenOver)));
        Assert.That(bob.Take(), Is.Empty);
        Ask(bob, RequestVerb.Say, 2, "lobby", "hi");
        Assert.That(Texts(second.Take(), EventKind.Said), Is.EqualTo(new[] { "hi" }));
        Assert.That(ada.Take(), Is.Empty);
        Assert.That(Server.Server.Directory.People, Is.EqualTo(2));
    }

    [Test]
    public void Token_of_a_client_without_a_name_is_no_session()
    {
        (_, byte[] token) = Open();
        Assert.That(Code(Resume(token).Events), Is.EqualTo(RefusalCode.SessionUnknown));
        Assert.That(Server.Server.Sessions.Count, Is.Zero);
    }

    [Test]
    public void Named_client_cannot_resume_another_session()
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        (NativePeer bob, _) = Enter("bob");
        Cut(ada);
        Assert.That(Code(Resume(bob, token)), Is.EqualTo(RefusalCode.NamedAlready));
    }

    [Test]
    public void Missed_private_lines_arrive_once_and_in_order()
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        (NativePeer bob, _) = Enter("bob");
        Ask(bob, RequestVerb.Tell, 2, "ada", "one");
        Assert.That(Texts(ada.Take(), EventKind.Told), Is.EqualTo(new[] { "one" }));
        Cut(ada);
        Ask(bob, RequestVerb.Tell, 3, "ada", "two");
        Ask(bob, RequestVerb.Tell, 4, "ada", "three");
        (NativePeer again, List<SeenEvent> events) = Resume(token, told: 1);
        Assert.That(Texts(events, EventKind.Told), Is.EqualTo(new[] { "two", "three" }));
        Assert.That(events[0].Sequence, Is.EqualTo(3), "the number of the last one");
        Ask(bob, RequestVerb.Tell, 5, "ada", "four");
        Assert.That(again.Take().Single().Sequence, Is.EqualTo(4));
    }

    [Test]
    public void Window_of_zero_offers_no_resume()
    {
        Server.Dispose();
        Restart(new ServerOptions
        {
            ClientLimits = ClientLimits.Default with { ResumeMs = 0 },
        });
        (NativePeer ada, byte[] token) = Enter("ada");
        Assert.That(token, Is.Empty);
        (NativePeer bob, _) = Enter("bob");
        bob.Take();
        Cut(ada);
        Assert.That(Kinds(bob.Take()), Is.EqualTo(new[] { EventKind.Departed }));
    }

    [Test]
    public void Unknown_rooms_and_incarnations_are_named_as_such()
    {
        (NativePeer ada, byte[] token) = Enter("ada");
        SeenEvent joined = Ask(ada, RequestVerb.Join, 2, "lobby").Single();
        ulong next = joined.Sequence;
        List<SeenEvent> events = Resume(
            token,
            rooms: [("lobby", joined.Number, next - 1), ("nowhere", 1, ulong.MaxValue)]).Events;
        Assert.That(
            events[0].Entries,
            Is.EqualTo(new[] { ("lobby", next - 1), ("nowhere", 0UL) }));
        Assert.That(events[0].EntryTexts, Is.EqualTo(new[] { "", "gone" }));
        events = Resume(token, rooms: [("lobby", joined.Number + 1, 5)]).Events;
        Assert.That(events[0].Entries, Is.EqualTo(new[] { ("lobby", 0UL) }));
    }

    private static RefusalCode Code(IEnumerable<SeenEvent> events) =>
        (RefusalCode)events.Single(static e => e.Kind == EventKind.Refused).Number;
}
