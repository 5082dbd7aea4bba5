using System.Text;
using EventLoopServer.Chat.Storage;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>Each invariant of resumed sessions can fail.</summary>
internal sealed class ResumeAuditTests
{
    private SimDisk _disk = null!;
    private ResumeAudit _audit = null!;
    private ResumePrivate _private = null!;

    [SetUp]
    public void Start()
    {
        _disk = new SimDisk();
        _audit = new ResumeAudit(seed: 1);
        _private = new ResumePrivate("bob", _audit);
        for (ulong id = 1; id <= 5; id++)
        {
            _audit.Send(7, id, new SentRequest(RequestVerb.Tell, "bob", $"{id}"));
        }
    }

    [Test]
    public void Private_line_is_received_once()
    {
        _private.Take(Told(number: 1, request: 2));
        AssertFault("twice", () => _private.Take(Told(number: 2, request: 2)));
        _audit.Crash();
        _private.Take(Told(number: 3, request: 2));
    }

    [Test]
    public void Private_lines_are_received_in_the_order_of_their_sender()
    {
        _private.Take(Told(number: 1, request: 2));
        AssertFault(
            "after the request", () => _private.Take(Told(number: 2, request: 1)));
    }

    [Test]
    public void Private_numbers_rise()
    {
        _private.Take(Told(number: 2, request: 2));
        AssertFault("after 2", () => _private.Take(Told(number: 2, request: 3)));
    }

    [Test]
    public void Missed_private_line_leaves_a_gap()
    {
        _disk.Write(new SimEntry(null, null) { Accepted = (7, 2) });
        _disk.Write(new SimEntry(null, null) { Accepted = (7, 3) });
        AssertFault("has missed 2", () => _audit.CheckPrivate(_disk, "bob", 3, _private));
        _private.Take(Told(number: 2, request: 3));
        _audit.CheckPrivate(_disk, "bob", 3, _private);
        _private.Take(Told(number: 4, request: 4));
        AssertFault("2 numbers", () => _audit.CheckPrivate(_disk, "bob", 3, _private));
    }

    [TestCase(9ul, "9")]
    [TestCase(3ul, "other")]
    public void Private_line_was_sent(ulong request, string text) => AssertFault(
        "nobody has sent", () => _private.Take(Told(1, request, text)));

    [Test]
    public void Private_line_is_received_by_its_receiver_only() => AssertFault(
        "nobody has sent",
        () => new ResumePrivate("eve", _audit).Take(Told(number: 1, request: 1)));

    [Test]
    public void Request_is_accepted_once()
    {
        _disk.Write(new SimEntry(null, null) { Accepted = (7, 2) });
        _disk.Write(new SimEntry(null, null) { Accepted = (7, 2) });
        _disk.Sync();
        AssertFault("accepted after", () => _audit.CheckDisk(_disk));
    }

    [Test]
    public void Kept_request_is_on_disk()
    {
        _audit.Keep(7, 2, ("", 0));
        AssertFault("is lost", () => _audit.CheckDisk(_disk));
    }

    [TestCase("lobby", 4ul)]
    [TestCase("den", 3ul)]
    [TestCase("", 0ul)]
    public void Answer_has_the_place_of_the_stored_line(string room, ulong sequence)
    {
        _audit.Send(7, 6, new SentRequest(RequestVerb.Say, "lobby", "hi"));
        _disk.Write(new SimEntry(Line(EventKind.Said, 3), null) { Accepted = (7, 6) });
        _disk.Sync();
        _audit.Keep(7, 6, ("lobby", 3));
        _audit.CheckDisk(_disk);
        _audit.Keep(7, 6, (room, sequence));
        AssertFault("is stored as", () => _audit.CheckDisk(_disk));
    }

    [Test]
    public void Sender_learns_whether_a_request_was_sent() => AssertFault(
        "does not learn", () => _audit.Refuse(7, 2, RefusalCode.RequestRepeated));

    [Test]
    public void Refused_request_is_not_on_disk_before_or_after_the_refusal()
    {
        _audit.Refuse(7, 3, RefusalCode.RequestNotStored);
        _disk.Write(new SimEntry(null, null) { Accepted = (7, 2) });
        _disk.Sync();
        _audit.CheckDisk(_disk);
        AssertFault(
            "is on disk", () => _audit.Refuse(7, 2, RefusalCode.RequestNotStored));
        _disk.Write(new SimEntry(null, null) { Accepted = (7, 3) });
        _disk.Sync();
        AssertFault("is on disk", () => _audit.CheckDisk(_disk));
    }

    [TestCase(RequestVerb.Say, EventKind.Said)]
    [TestCase(RequestVerb.Me, EventKind.Acted)]
    [TestCase(RequestVerb.Topic, EventKind.TopicSet)]
    public void Line_is_stored_once_and_seen(RequestVerb verb, EventKind kind)
    {
        ResumeRoom room = Enter();
        _audit.Send(7, 6, new SentRequest(verb, "lobby", "hi"));
        _disk.Write(new SimEntry(Line(kind, 3), null));
        _disk.Sync();
        _audit.CheckDisk(_disk);
        AssertFault("", () => _audit.CheckRoom(_disk, "bob", "lobby", room));
        room.HandleLive(Event(kind, 3, "hi"));
        _audit.CheckRoom(_disk, "bob", "lobby", room);
        _disk.Write(new SimEntry(Line(kind, 4), null));
        _disk.Sync();
        AssertFault("said twice", () => _audit.CheckDisk(_disk));
    }

    [TestCase(EventKind.Said)]
    [TestCase(EventKind.TopicSet)]
    public void Repeated_request_is_received_by_nobody(EventKind kind)
    {
        ResumeRoom room = Enter();
        AssertFault(
            "repeated request", () => room.HandleLive(Event(kind, 3, ResumeAudit.Lie)));
    }

    [Test]
    public void Lines_of_a_room_are_received_in_order()
    {
        ResumeRoom room = Enter();
        room.HandleLive(Event(EventKind.Said, 4, "hi"));
        AssertFault("after 4", () => room.HandleLive(Event(EventKind.Said, 3, "hi")));
    }

    private static void AssertFault(string what, Action act) => Assert.That(
        Assert.Throws<StoreFault>(act)!.Message, Does.Contain(what));

    private static SeenEvent Told(ulong number, ulong request, string? text = null) => new(
        new ServerEvent
        {
            Kind = EventKind.Told,
            SenderId = 7,
            RequestId = request,
            Sequence = number,
            Text = Encoding.UTF8.GetBytes(text ?? $"{request}"),
        });

    private static SeenEvent Event(EventKind kind, ulong sequence, string text) => new(
        new ServerEvent
        {
            Kind = kind,
            Room = "lobby"u8,
            Sequence = sequence,
            Text = Encoding.UTF8.GetBytes(text),
        });

    private static StoredLine Line(EventKind kind, ulong sequence) =>
        new(kind, "lobby", 1, sequence, 0, 7) { RequestId = 6, Text = [.. "hi"u8] };

    private ResumeRoom Enter() =>
        new("bob", "lobby", Event(EventKind.Joined, 3, ""), _audit);
}
