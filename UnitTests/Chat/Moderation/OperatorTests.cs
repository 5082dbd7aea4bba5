using EventLoopServer.Chat.Moderation;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using EventLoopServer.Sessions.Login;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;

namespace UnitTests.Chat.Moderation;

/// <summary>Who becomes an operator, and who may do what.</summary>
internal sealed class OperatorTests
{
    private static readonly string[] s_reserved =
    [
        "/kick bob", "/mute bob", "/unmute bob", "/ban bob", "/unban bob", "/bans", "/say hi",
        "/stop",
    ];

    private ModerationFixture _fixture = null!;

    [SetUp]
    public void Start() => _fixture = new ModerationFixture();

    [TearDown]
    public void Stop() => _fixture.Dispose();

    [TestCaseSource(nameof(s_reserved))]
    public void Nobody_else_may_do_what_operators_may(string command)
    {
        SimTransport alice = _fixture.Enter("alice");
        SimTransport bob = _fixture.Enter("bob");
        string word = command.Split(' ')[0];
        Assert.That(
            _fixture.Ask(alice, command),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.OperatorsOnly, word)}\n"));
        Assert.That(bob.IsShut, Is.False);
        Assert.That(_fixture.Ask(bob, "/ping"), Is.EqualTo($"{TextLine.Pong()}\n"));
    }

    [TestCase(3, "lobby, r1, r2", 0)]
    [TestCase(4, "lobby, r1, r2, r3", 0)]
    [TestCase(5, "lobby, r1, r2, r3", 1)]
    public void A_list_of_everybody_shows_four_rooms_of_each(int rooms, string shown, int more)
    {
        SimTransport ops = _fixture.EnterOperator("ops");
        SimTransport bob = _fixture.Enter("bob");
        _fixture.Write(bob, [.. Enumerable.Range(1, rooms - 1).Select(static i => $"/join r{i}")]);
        Assert.That(
            _fixture.Ask(ops, "/users *"),
            Does.Contain($"  bob (192.0.2.1) {ChatSentences.InRooms(shown)}"
                + (more > 0 ? ChatSentences.AndMore(more) : "") + "\n"));
    }

    [Test]
    public void Whoever_is_on_the_same_machine_may_look_and_no_more()
    {
        SimTransport local = _fixture.Server.Connect();
        local.IsLocal = true;
        _fixture.Write(local, "local");
        Assert.That(
            _fixture.Ask(local, "/stats"),
            Does.StartWith($"-- {LogSentence.Start(nameof(Log.StatsTurns))}"));
        Assert.That(
            _fixture.Ask(local, "/kick local"),
            Does.Contain(TextLine.Refused(RefusalCode.OperatorsOnly, "/kick")));
    }

    [Test]
    public void The_password_makes_an_operator_for_this_connection()
    {
        SimTransport alice = _fixture.Enter("alice");
        Assert.That(_fixture.Ask(alice, "/help"), Does.Not.Contain("/kick"));
        Assert.That(
            _fixture.Ask(alice, "/OPER open sesame"),
            Is.EqualTo($"-- {ModerationSentences.OperatorNow}\n"));
        Assert.That(_fixture.Ask(alice, "/help"), Does.Contain("--   /kick NAME [REASON]").Or
            .Contain("-- /kick NAME [REASON]"));
        Assert.That(
            _fixture.Ask(alice, "/stats"),
            Does.StartWith($"-- {LogSentence.Start(nameof(Log.StatsTurns))}"));
        Assert.That(
            _fixture.Ask(alice, "/oper whatever"), Is.EqualTo(
                $"-- {ModerationSentences.OperatorAlready}\n"));
        Assert.That(
            _fixture.Ask(alice, "/nick ann", "/bans"),
            Does.Contain(ModerationSentences.ListEmpty(ModerationSentences.BannedList)));
        alice.End();
        _fixture.Server.Settle();
        Assert.That(
            _fixture.Ask(_fixture.Enter("ann"), "/bans"),
            Does.Contain(TextLine.Refused(RefusalCode.OperatorsOnly, "/bans")));
    }

    [Test]
    public void Without_a_password_for_them_there_are_no_operators()
    {
        using ModerationFixture fixture = new ModerationFixture(new AccessRules());
        Assert.That(
            fixture.Ask(fixture.Enter("alice"), "/oper x"),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.NoOperators)}\n"));
    }

    [Test]
    public void The_third_wrong_password_closes_the_connection()
    {
        SimTransport alice = _fixture.Enter("alice");
        string wrong = $"{TextLine.Refused(RefusalCode.PasswordWrong)}\n";
        Assert.That(_fixture.Ask(alice, "/oper open"), Is.EqualTo(wrong));
        Assert.That(_fixture.Ask(alice, "/oper open sesame2"), Is.EqualTo(wrong));
        Assert.That(
            _fixture.Ask(alice, "/oper OPEN SESAME"),
            Is.EqualTo(
                $"{TextLine.Refused(RefusalCode.TooManyTries)}\n"
                + $"-- {GoodbyeSentences.WrongPassword}\n"));
        Assert.That(alice.IsShut, Is.True);
        Assert.That(
            _fixture.Log.Lines.Count(static l => l.Number == 51), Is.EqualTo(
                3), _fixture.Log.Tail());
    }

    [Test]
    public void Behind_ten_wrong_passwords_of_an_address_the_right_one_waits_and_is_accepted()
    {
        for (int i = 0; i < PasswordAttempts.PerAddress; i++)
        {
            SimTransport wire = _fixture.Enter($"w{i}");
            Assert.That(
                _fixture.Ask(wire, "/oper no"),
                Does.Contain(TextLine.Refused(RefusalCode.PasswordWrong)),
                $"{i}");
            wire.End();
            _fixture.Server.Settle();
        }

        SimTransport late = _fixture.Enter("late");
        Assert.That(
            _fixture.Ask(late, "/oper open sesame"),
            Does.StartWith($"-- {ModerationSentences.CheckedLater}"));
        _fixture.EnterOperator("elsewhere", "192.0.2.2");
        ModerationFixture.Read(late);
        Assert.That(_fixture.Ask(late, "/ping"), Is.Empty, "what comes meanwhile is read later");
        _fixture.Server.Pass(PasswordQueues.DelayMs - 1);
        Assert.That(ModerationFixture.Read(late), Is.Empty);
        _fixture.Server.Pass(1);
        Assert.That(
            ModerationFixture.Read(late), Does.StartWith(
                $"-- {ModerationSentences.OperatorNow}").And.EndWith($"{TextLine.Pong()}\n"));
        _fixture.Server.Pass(PasswordAttempts.ForgottenMs);
        _fixture.EnterOperator("later", "192.0.2.1");
    }

    [Test]
    public void A_password_is_in_no_log_and_no_answer()
    {
        SimTransport alice = _fixture.Enter("alice");
        SimTransport bob = _fixture.Enter("bob", "192.0.2.2");
        string all = _fixture.Ask(alice, "/oper hunter2 secret", "/oper open sesame", "/history");
        all += string.Join(
            '\n', _fixture.Log.Lines.Select(static l => l.Text)) + ModerationFixture.Read(bob);
        Assert.That(all, Does.Not.Contain("hunter2").And.Not.Contain("sesame"));
        Assert.That(
            _fixture.Log.Lines.Single(static l => l.Number == 51).Text,
            Is.EqualTo(LogSentence.Of(
                nameof(Log.WrongPassword),
                ActionSentences.Label("alice", "192.0.2.1"),
                ActionSentences.ToBeOperator)));
        Assert.That(
            _fixture.Log.Lines.Single(static l => l.Number == 50).Text,
            Is.EqualTo(LogSentence.Of(
                nameof(Log.Ruled),
                ActionSentences.Label("alice", "192.0.2.1"),
                ActionSentences.BecameOperator)));
    }

    [Test]
    public void An_announcement_reaches_everybody_in_every_room()
    {
        SimTransport ops = _fixture.EnterOperator("ops");
        SimTransport alice = _fixture.Enter("alice");
        SimTransport unnamed = _fixture.Arrive("192.0.2.7");
        _fixture.Write(alice, "/join tea", "/leave lobby");
        ModerationFixture.Read(alice);
        Assert.That(
            _fixture.Ask(ops, "/say Lunch is ready"),
            Is.EqualTo($"-- {ModerationSentences.Announcement("Lunch is ready")}\n"
                + $"-- {ModerationSentences.Told(2)}\n"));
        Assert.That(
            ModerationFixture.Read(alice),
            Is.EqualTo($"-- {ModerationSentences.Announcement("Lunch is ready")}\n"));
        Assert.That(ModerationFixture.Read(unnamed), Is.Empty);
        Assert.That(_fixture.Ask(alice, "/history"), Does.Not.Contain("Lunch"));
    }

    [Test]
    public void Stop_tells_everybody_and_ends_the_server()
    {
        SimTransport ops = _fixture.EnterOperator("ops");
        SimTransport alice = _fixture.Enter("alice");
        _fixture.Write(ops, "/stop");
        _fixture.Server.Settle();
        Assert.That(
            ModerationFixture.Read(alice), Does.EndWith($"-- {GoodbyeSentences.ServerStops}\n"));
        Assert.That(
            _fixture.Log.Tail(), Does.Contain($"ops (192.0.2.99) {ActionSentences.StoppedServer}"));
        alice.End();
        ops.End();
        _fixture.Server.Settle();
        Assert.That(_fixture.Server.Server.IsOver, Is.True);
    }

    [Test]
    public void Programs_rule_by_number()
    {
        var ops = new NativePeer(_fixture.Server.Connect());
        ops.Hello();
        ops.Request(RequestVerb.Name, 1, "ops");
        ops.Request(RequestVerb.Kick, 2, "bob");
        ops.Request(RequestVerb.Oper, 3, text: "no");
        ops.Request(RequestVerb.Oper, 4, text: ModerationFixture.OperatorPassword);
        _fixture.Server.Settle();
        List<SeenEvent> seen = ops.Take();
        Assert.That(seen.Single(static e => e.Request == 2).Number, Is.EqualTo(24));
        Assert.That(seen.Single(static e => e.Request == 3).Number, Is.EqualTo(29));
        Assert.That(seen.Single(static e => e.Request == 4).Kind, Is.EqualTo(EventKind.Notice));
        var bob = new NativePeer(_fixture.Server.Connect());
        bob.Hello();
        bob.Request(RequestVerb.Name, 1, "bob");
        _fixture.Server.Settle();
        bob.Take();
        ops.Take();
        ops.Request(RequestVerb.Mute, 5, "bob", "10m");
        ops.Request(RequestVerb.Kick, 6, "bob", "for fun");
        ops.Request(RequestVerb.Ban, 7, "carl", "soon");
        ops.Request(RequestVerb.Ban, 8, "198.51.100.0/24", "1d too many");
        ops.Request(RequestVerb.Bans, 9);
        ops.Request(RequestVerb.Members, 10, "*");
        ops.Request(RequestVerb.Stop, 11);
        _fixture.Server.Settle();
        List<SeenEvent> toBob = bob.Take();
        Assert.That(toBob[^1].Kind, Is.EqualTo(EventKind.Goodbye));
        Assert.That(toBob[^1].Number, Is.EqualTo((ulong)GoodbyeReason.Kicked));
        Assert.That(
            toBob[^1].Text,
            Is.EqualTo(
                ModerationSentences.KickedYou("ops", ModerationSentences.Because("for fun"))));
        seen = [.. ops.Take().Where(static e => e.Request is >= 5 and <= 11)];
        Assert.That(
            seen.Select(static e => e.Kind),
            Is.EqualTo(Enumerable.Repeat(EventKind.Notice, 6).Append(EventKind.Done)));
        Assert.That(
            seen[4].Text,
            Does.Contain(
                ModerationSentences.Listed(
                    "carl",
                    ModerationSentences.ForGood,
                    "ops",
                    ModerationSentences.Because("soon"))).And
            .Contain(
                $"198.51.100.0/24{SentencePart.Before(ModerationSentences.Until)}").And.Contain(
                    "too many"));
        Assert.That(
            seen[5].Text,
            Does.Contain($"ops () {ChatSentences.InRooms("lobby")}{ChatSentences.ListedOperator}"));
    }

    [TestCase("nickname", "Ada: ")]
    [TestCase("nick", "Ada: ")]
    [TestCase("username", "Ada: ")]
    [TestCase("prompt", "")]
    [TestCase("name-first", "")]
    public void Older_clients_rule_by_typing(string dialect, string head)
    {
        using FakeOldServer server = new FakeOldServer(new ServerOptions
        {
            Access = new AccessRules { Operators = PasswordFiles.With("open sesame"u8) },
        });
        LegacyPeer ada = server.Enter(dialect, "Ada");
        LegacyPeer bob = server.Enter("chat", "bob");
        ada.Take();
        ada.Write($"{head}/oper open sesame");
        server.Pass(100);
        Assert.That(string.Join('\n', ada.Take()), Does.Contain(ModerationSentences.OperatorNow));
        ada.Write($"{head}/kick bob because");
        server.Pass(100);
        Assert.That(string.Join('\n', ada.Take()), Does.Contain(ModerationSentences.Kicked("bob")));
        Assert.That(
            string.Join('\n', bob.Take()), Does.Contain(
                ModerationSentences.KickedYou("Ada", ModerationSentences.Because("because"))));
    }
}
