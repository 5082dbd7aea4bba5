using EventLoopServer;
using EventLoopServer.Chat;
using EventLoopServer.Sessions;
using Protocol.Messages;

namespace UnitTests.Simulation;

/// <summary>Who becomes an operator, and who may do what.</summary>
internal sealed class OperatorTests
{
    private static readonly string[] s_reserved =
    [
        "/kick bob", "/mute bob", "/unmute bob", "/ban bob", "/unban bob", "/bans", "/say hi",
        "/stop",
    ];

    private Hall _hall = null!;

    [SetUp]
    public void Start() => _hall = new Hall();

    [TearDown]
    public void Stop() => _hall.Dispose();

    [TestCaseSource(nameof(s_reserved))]
    public void Nobody_else_may_do_what_operators_may(string command)
    {
        SimWire alice = _hall.Enter("alice");
        SimWire bob = _hall.Enter("bob");
        string word = command.Split(' ')[0];
        Assert.That(
            _hall.Ask(alice, command),
            Is.EqualTo($"-- {word} is only for those who run the server."
                + " Use the server's console, or become an operator with /oper PASSWORD.\n"));
        Assert.That(bob.IsShut, Is.False);
        Assert.That(_hall.Ask(bob, "/ping"), Is.EqualTo("-- Pong.\n"));
    }

    [TestCase(3, "in lobby, r1, r2")]
    [TestCase(4, "in lobby, r1, r2, r3")]
    [TestCase(5, "in lobby, r1, r2, r3 and 1 more")]
    public void A_list_of_everybody_shows_four_rooms_of_each(int rooms, string shown)
    {
        SimWire ops = _hall.EnterOperator("ops");
        SimWire bob = _hall.Enter("bob");
        _hall.Write(bob, [.. Enumerable.Range(1, rooms - 1).Select(static i => $"/join r{i}")]);
        Assert.That(
            _hall.Ask(ops, "/users *"),
            Does.Match($@"  bob \(192\.0\.2\.1\) {shown}\n"));
    }

    [Test]
    public void Whoever_is_on_the_same_machine_may_look_and_no_more()
    {
        SimWire local = _hall.Server.Connect();
        local.IsLocal = true;
        _hall.Write(local, "local");
        Assert.That(_hall.Ask(local, "/stats"), Does.StartWith("-- In the last"));
        Assert.That(_hall.Ask(local, "/kick local"), Does.Contain("only for those"));
    }

    [Test]
    public void The_password_makes_an_operator_for_this_connection()
    {
        SimWire alice = _hall.Enter("alice");
        Assert.That(_hall.Ask(alice, "/help"), Does.Not.Contain("/kick"));
        Assert.That(
            _hall.Ask(alice, "/OPER open sesame"),
            Is.EqualTo("-- You are an operator now: /help lists what that adds.\n"));
        Assert.That(_hall.Ask(alice, "/help"), Does.Contain("--   /kick NAME [REASON]").Or
            .Contain("-- /kick NAME [REASON]"));
        Assert.That(_hall.Ask(alice, "/stats"), Does.StartWith("-- In the last"));
        Assert.That(
            _hall.Ask(alice, "/oper whatever"), Is.EqualTo("-- You are an operator already.\n"));
        Assert.That(_hall.Ask(alice, "/nick ann", "/bans"), Does.Contain("Banned: nobody"));
        alice.End();
        _hall.Server.Settle();
        Assert.That(_hall.Ask(_hall.Enter("ann"), "/bans"), Does.Contain("only for those"));
    }

    [Test]
    public void Without_a_password_for_them_there_are_no_operators()
    {
        using var hall = new Hall(new AccessRules());
        Assert.That(
            hall.Ask(hall.Enter("alice"), "/oper x"),
            Is.EqualTo("-- This server has no password for operators."
                + " Use its console, or start it with --operator-password-file.\n"));
    }

    [Test]
    public void The_third_wrong_password_closes_the_connection()
    {
        SimWire alice = _hall.Enter("alice");
        const string wrong =
            "-- The password is wrong. Try again, or ask whoever runs the server.\n";
        Assert.That(_hall.Ask(alice, "/oper open"), Is.EqualTo(wrong));
        Assert.That(_hall.Ask(alice, "/oper open sesame2"), Is.EqualTo(wrong));
        Assert.That(
            _hall.Ask(alice, "/oper OPEN SESAME"),
            Is.EqualTo("-- You gave too many wrong passwords; the connection is closed. Connect"
                + " again for another attempt, or ask whoever runs the server.\n-- Goodbye.\n"));
        Assert.That(alice.IsShut, Is.True);
        Assert.That(
            _hall.Log.Lines.Count(static l => l.Number == 51), Is.EqualTo(3), _hall.Log.Tail());
    }

    [Test]
    public void Behind_ten_wrong_passwords_of_an_address_the_right_one_waits_and_is_accepted()
    {
        for (int i = 0; i < Tries.PerAddress; i++)
        {
            SimWire wire = _hall.Enter($"w{i}");
            Assert.That(_hall.Ask(wire, "/oper no"), Does.Contain("is wrong"), $"{i}");
            wire.End();
            _hall.Server.Settle();
        }

        SimWire late = _hall.Enter("late");
        Assert.That(_hall.Ask(late, "/oper open sesame"), Does.StartWith("-- Many wrong pass"));
        _hall.EnterOperator("elsewhere", "192.0.2.2");
        Hall.Read(late);
        Assert.That(_hall.Ask(late, "/ping"), Is.Empty, "what comes meanwhile is read later");
        _hall.Server.Pass(PasswordLines.DelayMs - 1);
        Assert.That(Hall.Read(late), Is.Empty);
        _hall.Server.Pass(1);
        Assert.That(
            Hall.Read(late), Does.StartWith("-- You are an operator now").And.EndWith("Pong.\n"));
        _hall.Server.Pass(Tries.ForgottenMs);
        _hall.EnterOperator("later", "192.0.2.1");
    }

    [Test]
    public void A_password_is_in_no_log_and_no_answer()
    {
        SimWire alice = _hall.Enter("alice");
        SimWire bob = _hall.Enter("bob", "192.0.2.2");
        string all = _hall.Ask(alice, "/oper hunter2 secret", "/oper open sesame", "/history");
        all += string.Join('\n', _hall.Log.Lines.Select(static l => l.Text)) + Hall.Read(bob);
        Assert.That(all, Does.Not.Contain("hunter2").And.Not.Contain("sesame"));
        Assert.That(
            _hall.Log.Lines.Single(static l => l.Number == 51).Text,
            Is.EqualTo("alice (192.0.2.1) gave a wrong password to be an operator"));
        Assert.That(
            _hall.Log.Lines.Single(static l => l.Number == 50).Text,
            Is.EqualTo("alice (192.0.2.1) became an operator"));
    }

    [Test]
    public void An_announcement_reaches_everybody_in_every_room()
    {
        SimWire ops = _hall.EnterOperator("ops");
        SimWire alice = _hall.Enter("alice");
        SimWire unnamed = _hall.Arrive("192.0.2.7");
        _hall.Write(alice, "/join tea", "/leave lobby");
        Hall.Read(alice);
        Assert.That(
            _hall.Ask(ops, "/say Lunch is ready"),
            Is.EqualTo("-- Announcement: Lunch is ready\n-- 2 people were told.\n"));
        Assert.That(Hall.Read(alice), Is.EqualTo("-- Announcement: Lunch is ready\n"));
        Assert.That(Hall.Read(unnamed), Is.Empty);
        Assert.That(_hall.Ask(alice, "/history"), Does.Not.Contain("Lunch"));
    }

    [Test]
    public void Stop_tells_everybody_and_ends_the_server()
    {
        SimWire ops = _hall.EnterOperator("ops");
        SimWire alice = _hall.Enter("alice");
        _hall.Write(ops, "/stop");
        _hall.Server.Settle();
        Assert.That(Hall.Read(alice), Does.EndWith("-- The server stops. Goodbye.\n"));
        Assert.That(_hall.Log.Tail(), Does.Contain("ops (192.0.2.99) stopped the server"));
        alice.End();
        ops.End();
        _hall.Server.Settle();
        Assert.That(_hall.Server.Server.IsOver, Is.True);
    }

    [Test]
    public void Programs_rule_by_number()
    {
        var ops = new NativePeer(_hall.Server.Connect());
        ops.Hello();
        ops.Request(RequestVerb.Name, 1, "ops");
        ops.Request(RequestVerb.Kick, 2, "bob");
        ops.Request(RequestVerb.Oper, 3, text: "no");
        ops.Request(RequestVerb.Oper, 4, text: Hall.OperatorPassword);
        _hall.Server.Settle();
        List<SeenEvent> seen = ops.Take();
        Assert.That(seen.Single(static e => e.Request == 2).Number, Is.EqualTo(24));
        Assert.That(seen.Single(static e => e.Request == 3).Number, Is.EqualTo(29));
        Assert.That(seen.Single(static e => e.Request == 4).Kind, Is.EqualTo(EventKind.Notice));
        var bob = new NativePeer(_hall.Server.Connect());
        bob.Hello();
        bob.Request(RequestVerb.Name, 1, "bob");
        _hall.Server.Settle();
        bob.Take();
        ops.Take();
        ops.Request(RequestVerb.Mute, 5, "bob", "10m");
        ops.Request(RequestVerb.Kick, 6, "bob", "for fun");
        ops.Request(RequestVerb.Ban, 7, "carl", "soon");
        ops.Request(RequestVerb.Ban, 8, "198.51.100.0/24", "1d too many");
        ops.Request(RequestVerb.Bans, 9);
        ops.Request(RequestVerb.Members, 10, "*");
        ops.Request(RequestVerb.Stop, 11);
        _hall.Server.Settle();
        List<SeenEvent> toBob = bob.Take();
        Assert.That(toBob[^1].Kind, Is.EqualTo(EventKind.Goodbye));
        Assert.That(toBob[^1].Number, Is.EqualTo((ulong)GoodbyeReason.Kicked));
        Assert.That(toBob[^1].Text, Is.EqualTo("You were kicked by ops: for fun."));
        seen = [.. ops.Take().Where(static e => e.Request is >= 5 and <= 11)];
        Assert.That(
            seen.Select(static e => e.Kind),
            Is.EqualTo(Enumerable.Repeat(EventKind.Notice, 6).Append(EventKind.Done)));
        Assert.That(seen[4].Text, Does.Contain("carl for good, by ops: soon").And
            .Contain("198.51.100.0/24 until").And.Contain("too many"));
        Assert.That(seen[5].Text, Does.Contain("ops () in lobby; operator"));
    }

    [TestCase("nickname", "Ada: ")]
    [TestCase("nick", "Ada: ")]
    [TestCase("username", "Ada: ")]
    [TestCase("prompt", "")]
    [TestCase("name-first", "")]
    public void Older_clients_rule_by_typing(string dialect, string head)
    {
        using var server = new OldServer(new ServerOptions
        {
            Access = new AccessRules { Operators = new Password("open sesame"u8) },
        });
        OldClient ada = server.Enter(dialect, "Ada");
        OldClient bob = server.Enter("chat", "bob");
        ada.Take();
        ada.Write($"{head}/oper open sesame");
        server.Pass(100);
        Assert.That(string.Join('\n', ada.Take()), Does.Contain("You are an operator now"));
        ada.Write($"{head}/kick bob because");
        server.Pass(100);
        Assert.That(string.Join('\n', ada.Take()), Does.Contain("bob was kicked."));
        Assert.That(
            string.Join('\n', bob.Take()), Does.Contain("You were kicked by Ada: because."));
    }
}
