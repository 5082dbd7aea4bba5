using System.Text;
using EventLoopServer.Chat.Storage;
using Protocol.Messages;

namespace UnitTests.Storage;

/// <summary>Sessions and the ends of incarnations in an SQLite file.</summary>
internal sealed class SessionRowTests
{
    private static readonly StoredSession s_session = new(7, [1, 2, 3], "Zoë", ["Küche", "lobby"])
    {
        LastRequest = 5,
        SeenUnixMs = StoreClock.StartMs,
        IsConnected = true,
        PasswordMark = [7, 8],
    };

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
    public void Session_comes_back_with_every_field_until_it_ends()
    {
        _fixture.Store.Append(new StoreChange.SessionState(s_session));
        _fixture.Reopen();
        StoredSession read = _fixture.State.Sessions.Single();
        Assert.That(read.TokenHash, Is.EqualTo(s_session.TokenHash));
        Assert.That(read.Rooms, Is.EqualTo(s_session.Rooms));
        Assert.That(read.PasswordMark, Is.EqualTo(s_session.PasswordMark));
        Assert.That(
            read with
            {
                TokenHash = s_session.TokenHash,
                Rooms = s_session.Rooms,
                PasswordMark = s_session.PasswordMark,
                Answers = s_session.Answers,
            },
            Is.EqualTo(s_session));
        _fixture.Store.Append(new StoreChange.SessionEnded(7));
        _fixture.Reopen();
        Assert.That(_fixture.State.Sessions, Is.Empty);
    }

    [Test]
    public void Erase_deletes_the_sessions_of_a_guest_and_no_others()
    {
        _fixture.Store.Append(new StoreChange.SessionState(s_session));
        _fixture.Store.Append(new StoreChange.SessionState(
            s_session with { Id = 8, TokenHash = [4], Name = "bob" }));
        _fixture.Keep();
        _fixture.Ask(new MaintenanceQuery(MaintenanceTask.Erase, "ZOË"));
        _fixture.Reopen();
        Assert.That(
            _fixture.State.Sessions.Select(static s => s.Name), Is.EqualTo(new[] { "bob" }));
    }

    [Test]
    public void Request_id_is_stored_with_the_message_and_a_later_state_keeps_it()
    {
        _fixture.Store.Append(new StoreChange.SessionState(s_session));
        Append(EventKind.Said, 1, ulong.MaxValue);
        _fixture.Store.Append(new StoreChange.SessionState(s_session with { Name = "Zoe" }));
        _fixture.Reopen();
        StoredSession read = _fixture.State.Sessions.Single();
        Assert.That((read.Name, read.LastRequest), Is.EqualTo(("Zoe", ulong.MaxValue)));
    }

    [Test]
    public void Answers_are_stored_with_the_messages_and_a_later_state_keeps_them()
    {
        _fixture.Store.Append(new StoreChange.SessionState(s_session));
        Append(EventKind.Said, 1, 6);
        Append(EventKind.Told, 0, 8);
        _fixture.Keep();
        Append(EventKind.Said, 2, ulong.MaxValue);
        _fixture.Store.Append(new StoreChange.SessionState(s_session with { Name = "Zoe" }));
        _fixture.Reopen();
        Assert.That(Answers(), Is.EqualTo(new[]
        {
            $"6 {StoreClock.StartMs} lobby 1",
            $"8 {StoreClock.StartMs}  0",
            $"{ulong.MaxValue} {StoreClock.StartMs} lobby 2",
        }));
        _fixture.Store.Append(new StoreChange.RoomRemoved("lobby"));
        _fixture.Reopen();
        Assert.That(Answers()[0], Is.EqualTo($"6 {StoreClock.StartMs}  0"), "the room is gone");
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(3 * StoredAnswer.Most)]
    public void Latest_answers_are_stored_in_batches_of_any_size(int batch)
    {
        const int all = 2 * StoredAnswer.Most;
        _fixture.Store.Append(new StoreChange.SessionState(s_session));
        for (int i = 1; i <= all; i++)
        {
            Append(EventKind.Said, (ulong)i, (ulong)i * 251);
            if (i % batch == 0)
            {
                _fixture.Keep();
            }
        }

        _fixture.Reopen();
        Assert.That(
            _fixture.State.Sessions.Single().Answers.Select(static a => a.Sequence),
            Is.EqualTo(Enumerable.Range(all - StoredAnswer.Most + 1, StoredAnswer.Most)));
    }

    [Test]
    public void Answers_of_a_session_that_has_ended_are_not_stored()
    {
        _fixture.Store.Append(new StoreChange.SessionState(s_session));
        Append(EventKind.Said, 1, 6);
        _fixture.Store.Append(new StoreChange.SessionEnded(7));
        _fixture.Store.Append(new StoreChange.SessionState(s_session with { Id = 8 }));
        _fixture.Reopen();
        Assert.That(Answers(), Is.Empty);
    }

    [Test]
    public void Private_message_stores_only_its_request_id()
    {
        _fixture.Store.Append(new StoreChange.SessionState(s_session));
        Append(EventKind.Told, 0, 9);
        _fixture.Keep();
        Assert.That(_fixture.Store.Measure().Messages, Is.Zero);
        _fixture.Reopen();
        Assert.That(_fixture.State.Sessions.Single().LastRequest, Is.EqualTo(9));
        Assert.That(_fixture.State.Rooms, Is.Empty);
    }

    [Test]
    public void Number_of_the_last_private_line_is_stored_and_never_falls()
    {
        _fixture.Store.Append(new StoreChange.SessionState(s_session));
        Told(41);
        _fixture.Store.Append(new StoreChange.PrivateNumbered(7, 44, "5 42 1 3"));
        _fixture.Keep();
        _fixture.Store.Append(new StoreChange.SessionState(
            s_session with { Name = "Zoe", PrivateSequence = 40 }));
        Told(43);
        _fixture.Reopen();
        StoredSession read = _fixture.State.Sessions.Single();
        Assert.That((read.PrivateSequence, read.Deliveries), Is.EqualTo((44ul, "5 42 1 3")));
        _fixture.Store.Append(new StoreChange.SessionEnded(7));
        Told(45);
        _fixture.Reopen();
        Assert.That(_fixture.State.Sessions, Is.Empty);
    }

    [Test]
    public void Id_of_a_session_is_not_used_again()
    {
        const ulong id = 700_000;
        _fixture.Store.Append(new StoreChange.SessionState(s_session with { Id = id }));
        _fixture.Reopen();
        Assert.That(_fixture.State.NextMemberId, Is.GreaterThan(id));
    }

    [Test]
    public void Latest_ends_of_incarnations_come_back_in_order()
    {
        _fixture.Store.Append(new StoreChange.RoomState("lobby", StoreFixture.Incarnation, 1));
        IncarnationEnd[] ends =
        [
            .. Enumerable.Range(1, IncarnationEnd.Most + 3)
                .Select(static i => new IncarnationEnd(ulong.MaxValue - (ulong)i, (ulong)i)),
        ];
        foreach (IncarnationEnd end in ends)
        {
            _fixture.Store.Append(new StoreChange.RoomCrashed("lobby", end));
        }

        _fixture.Reopen();
        Assert.That(_fixture.State.Rooms.Single().Ends, Is.EqualTo(ends[3..]));
    }

    private string[] Answers() =>
    [
        .. _fixture.State.Sessions.Single().Answers.Select(static a =>
            $"{a.RequestId} {a.TimeMs} {Encoding.UTF8.GetString(a.Room)} {a.Sequence}"),
    ];

    private void Told(ulong number) =>
        Assert.That(_fixture.Store.TryAppend(new StoredMessage
        {
            Kind = EventKind.Told,
            Receiver = 7,
            Room = default,
            Incarnation = 0,
            Sequence = number,
            TimeMs = StoreClock.StartMs,
            SenderId = 0,
            Name = default,
        }));

    private void Append(EventKind kind, ulong sequence, ulong request) =>
        Assert.That(_fixture.Store.TryAppend(new StoredMessage
        {
            Kind = kind,
            Room = kind == EventKind.Told ? default : "lobby"u8,
            Incarnation = StoreFixture.Incarnation,
            Sequence = sequence,
            TimeMs = StoreClock.StartMs,
            SenderId = 7,
            RequestId = request,
            Session = 7,
            Name = default,
        }));
}
