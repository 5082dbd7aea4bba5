using System.Text;
using EventLoopServer;
using EventLoopServer.Chat;
using Protocol.Messages;

namespace UnitTests.Simulation;

/// <summary>Who is kicked, muted or banned, and what follows.</summary>
internal sealed class SanctionTests
{
    private const string Muted = "-- You have been muted";

    private Hall _hall = null!;

    [SetUp]
    public void Start()
    {
        _hall = new Hall();
        _hall.EnterOperator("ops");
    }

    [TearDown]
    public void Stop() => _hall.Dispose();

    [Test]
    public void Who_is_kicked_is_told_by_whom_and_why_and_may_come_back()
    {
        SimWire alice = _hall.Enter("alice");
        SimWire bob = _hall.Enter("bob");
        Hall.Read(alice);
        Assert.That(
            _hall.Rule("/kick BOB Too loud."),
            Is.EqualTo("-- bob was kicked. /ban keeps somebody out.\n-- bob left (kicked)\n"));
        Assert.That(Hall.Read(bob), Is.EqualTo("-- You were kicked by ops: Too loud.\n"));
        Assert.That(bob.IsShut, Is.True);
        Assert.That(Hall.Read(alice), Is.EqualTo("-- bob left (kicked)\n"));
        Assert.That(
            _hall.Log.Tail(), Does.Contain("ops (192.0.2.99) kicked bob (192.0.2.1): Too loud"));
        SimWire again = _hall.Enter("bob");
        _hall.Rule("/kick bob");
        Assert.That(Hall.Read(again), Is.EqualTo("-- You were kicked by ops.\n"));
        Assert.That(_hall.Rule("/kick bob"), Does.StartWith("-- There is nobody called 'bob'"));
    }

    [TestCase("hello")]
    [TestCase("/me waves")]
    [TestCase("@ops hello")]
    [TestCase("/msg ops hello")]
    [TestCase("/topic mine")]
    [TestCase("/nick hello_all")]
    public void Nothing_that_a_muted_one_says_is_passed_on(string line)
    {
        SimWire bob = _hall.Enter("bob");
        Assert.That(_hall.Rule("/mute bob"), Is.EqualTo("-- bob is muted.\n"));
        Assert.That(
            Hall.Read(bob),
            Is.EqualTo("-- You were muted by ops: nothing that you say is passed on.\n"));
        Assert.That(
            _hall.Ask(bob, line),
            Is.EqualTo($"{Muted}. Nothing was sent: wait until it is over.\n"));
        Assert.That(Hall.Read(_hall.Ops), Is.Empty);
        Assert.That(_hall.Rule("/unmute bob"), Is.EqualTo("-- bob is heard again.\n"));
        Assert.That(Hall.Read(bob), Is.EqualTo("-- You are heard again.\n"));
        Assert.That(_hall.Ask(bob, line), Does.Not.StartWith(Muted));
    }

    [Test]
    public void A_muted_one_may_look_and_leave()
    {
        SimWire bob = _hall.Enter("bob");
        _hall.Write(_hall.Enter("alice"), "/join tea");
        _hall.Rule("/mute bob 1h");
        foreach (string line in new[] { "/users", "/topic", "/join tea", "/history", "/help" })
        {
            Assert.That(_hall.Ask(bob, line), Does.Not.Contain("muted"), line);
        }
    }

    [Test]
    public void A_mute_ends_with_its_time()
    {
        SimWire bob = _hall.Enter("bob");
        Assert.That(_hall.Rule("/mute bob 10m"), Does.Match("-- bob is muted until .* UTC.\n"));
        Assert.That(_hall.Ask(bob, "hello"), Does.Match($"^{Muted} until .* UTC\\. Nothing"));
        _hall.Server.Network.SimClock.Advance(600_000 - 1);
        Assert.That(_hall.Ask(bob, "hello"), Does.StartWith(Muted));
        _hall.Server.Network.SimClock.Advance(1);
        Hall.Read(_hall.Ops);
        Assert.That(_hall.Ask(bob, "hello"), Is.Empty);
        Assert.That(Hall.Read(_hall.Ops), Is.EqualTo("bob: hello\n"));
        Assert.That(_hall.Rule("/bans"), Does.EndWith("-- Muted: nobody\n"));
    }

    [TestCase("b0b", "203.0.113.9", true, Description = "a name that looks like it")]
    [TestCase("someone", "192.0.2.1", true, Description = "the same address")]
    [TestCase("someone", "203.0.113.9", false)]
    public void Coming_back_does_not_lift_a_mute(string name, string address, bool isMuted)
    {
        SimWire bob = _hall.Enter("bob");
        _hall.Rule("/mute bob 1h");
        bob.End();
        _hall.Server.Settle();
        SimWire back = _hall.Enter(name, address);
        Assert.That(_hall.Ask(back, "hello").StartsWith(Muted), Is.EqualTo(isMuted));
        if (isMuted)
        {
            _hall.Rule($"/unmute {name}");
            Assert.That(_hall.Ask(back, "hello"), Is.Empty);
            Assert.That(_hall.Ask(_hall.Enter("bob2"), "hello"), Is.Empty, "it is gone for good");
        }
    }

    [TestCase("ace", "асе", Description = "Cyrillic")]
    [TestCase("ace", "АСЕ")]
    [TestCase("alice", "ALICE")]
    [TestCase("alice", "a1ice")]
    [TestCase("alice", "ALlCE")]
    [TestCase("ian", "lan")]
    [TestCase("bob", "b0b")]
    [TestCase("mike", "rnike")]
    [TestCase("Mike", "RNike")]
    [TestCase("ov", "ον", Description = "Greek")]
    public void What_looks_like_a_name_is_met_by_what_is_done_to_the_name(string name, string alike)
    {
        SimWire one = _hall.Enter(alike, "203.0.113.1");
        Assert.That(_hall.Rule($"/kick {name}"), Does.Contain($"{alike} was kicked"));
        one = _hall.Enter(alike, "203.0.113.2");
        _hall.Rule($"/mute {name}");
        Assert.That(_hall.Ask(one, "hello"), Does.StartWith(Muted));
        Assert.That(_hall.Rule($"/unmute {name}"), Does.Contain("is heard again"));
        Assert.That(_hall.Ask(one, "hello"), Is.Empty);
        _hall.Rule($"/ban {name}");
        Assert.That(Hall.Read(one), Does.Contain("banned"));
        Assert.That(
            _hall.Ask(_hall.Arrive("203.0.113.3"), alike), Does.Contain("is banned here"));
        Assert.That(
            _hall.Ask(_hall.Arrive("203.0.113.4"), name), Does.Contain("is banned here"));
        Assert.That(_hall.Rule($"/unban {alike}"), Does.Contain("may come in again"));
        _hall.Enter(alike, "203.0.113.5");
    }

    [TestCase("Nell", "Neil")]
    [TestCase("dave", "davy")]
    public void What_does_not_look_like_it_is_not(string name, string other)
    {
        _hall.Rule($"/ban {name}");
        SimWire one = _hall.Enter(other, "203.0.113.1");
        Assert.That(_hall.Rule($"/kick {name}"), Does.Contain("nobody called"));
        Assert.That(_hall.Ask(one, "/ping"), Is.EqualTo("-- Pong.\n"));
    }

    [Test]
    public void A_mute_does_not_meet_all_who_come_through_a_tunnel()
    {
        SimWire bob = _hall.Enter("bob", "127.0.0.1");
        _hall.Rule("/mute bob");
        bob.End();
        _hall.Server.Settle();
        Assert.That(_hall.Ask(_hall.Enter("alice", "127.0.0.1"), "hello"), Is.Empty);
        Assert.That(_hall.Ask(_hall.Enter("bob", "127.0.0.1"), "hello"), Does.StartWith(Muted));
    }

    [Test]
    public void Somebody_who_is_not_here_is_muted_when_they_come()
    {
        Assert.That(
            _hall.Rule("/mute bob"),
            Is.EqualTo("-- bob is muted. Nobody of that name is here now.\n"));
        Assert.That(_hall.Ask(_hall.Enter("bob"), "hello"), Does.StartWith(Muted));
        Assert.That(_hall.Rule("/unmute carl"), Does.StartWith("-- There is no ban or mute of"));
        Assert.That(_hall.Rule("/mute b@d"), Does.StartWith("-- A name may have letters"));
    }

    [Test]
    public void A_banned_name_is_closed_and_refused_until_its_time_is_over()
    {
        SimWire bob = _hall.Enter("bob");
        Assert.That(
            _hall.Rule("/ban Bob 10m spam, spam"),
            Does.Match("^-- bob is banned until .* UTC; 1 connection was closed\\."
                + " It came from 192\\.0\\.2\\.1\\.\n-- bob left \\(banned\\)\n$"));
        string why = "-- The name 'bob' is banned here until .* UTC: spam, spam\\.";
        Assert.That(Hall.Read(bob), Does.Match($"^{why}\n$"));
        Assert.That(bob.IsShut, Is.True);
        foreach (string name in new[] { "bob", "BOB", "b0b" })
        {
            SimWire back = _hall.Arrive("203.0.113.9", name);
            Assert.That(
                Hall.Read(back),
                Does.Match($"^{why} Ask whoever runs the server\\.\n-- Goodbye\\.\n$"));
            Assert.That(back.IsShut, Is.True);
        }

        SimWire other = _hall.Enter("other");
        Assert.That(_hall.Ask(other, "/nick bob"), Does.Match($"^{why} Ask"));
        Assert.That(other.IsShut, Is.False, "it has another name to stay with");
        _hall.Server.Network.SimClock.Advance(600_000);
        _hall.Enter("bob", "203.0.113.9");
    }

    [TestCase("192.0.2.1", "192.0.2.1", true)]
    [TestCase("192.0.2.1", "192.0.2.2", false)]
    [TestCase("192.0.2.0/24", "192.0.2.2", true)]
    [TestCase("192.0.2.0/25", "192.0.2.200", false)]
    [TestCase("2001:db8::1", "2001:db8::ffff:2", true, Description = "one /64")]
    [TestCase("2001:db8::1", "2001:db8:0:1::1", false)]
    [TestCase("2001:db8::/32", "2001:db8:9::1", true)]
    [TestCase("::1", "192.0.2.1", false)]
    [TestCase("::/0", "192.0.2.1", false)]
    [TestCase("::/0", "2001:db8::1", true)]
    [TestCase("::ffff:192.0.2.1", "192.0.2.1", true)]
    public void A_banned_address_stays_out_whatever_it_calls_itself(
        string ban, string address, bool isOut)
    {
        SimWire ops = _hall.EnterOperator("far", "203.0.113.1");
        SimWire inside = _hall.Enter("inside", address);
        Assert.That(_hall.Ask(ops, $"/ban {ban} no reason"), Does.Contain("is banned; "));
        Assert.That(inside.IsShut, Is.EqualTo(isOut));
        SimWire back = _hall.Arrive(address, "somebody");
        Assert.That(back.IsShut, Is.EqualTo(isOut));
        Assert.That(
            Hall.Read(back),
            isOut
                ? Does.StartWith("-- Your address is banned here: no reason. Ask")
                : Does.StartWith("-- Welcome"));
        Assert.That(_hall.Ask(ops, $"/unban {ban}"), Does.Contain("may come in again"));
        Assert.That(_hall.Arrive(address, "anybody").IsShut, Is.False);
    }

    [TestCase("192.0.2.1")]
    [TestCase("127.0.0.1", Description = "a mute from there meets the name alone")]
    public void Somebody_is_muted_and_heard_again_by_an_alias(string address)
    {
        SimWire zoya = _hall.Enter("Зоя", address);
        string alias = AliasOf("Зоя");
        Assert.That(_hall.Rule($"/mute {alias}"), Is.EqualTo("-- Зоя is muted.\n"));
        Assert.That(_hall.Ask(zoya, "hello"), Does.StartWith(Muted));
        Assert.That(_hall.Rule($"/unmute {alias}"), Is.EqualTo("-- Зоя is heard again.\n"));
        Assert.That(_hall.Ask(zoya, "hello"), Is.Empty);
        Assert.That(_hall.Rule("/bans"), Does.EndWith("-- Muted: nobody\n"));
    }

    [Test]
    public void Somebody_is_banned_by_an_alias()
    {
        SimWire zoya = _hall.Enter("Зоя");
        Assert.That(_hall.Rule($"/ban {AliasOf("Зоя")}"), Does.StartWith("-- Зоя is banned; 1 "));
        Assert.That(zoya.IsShut, Is.True);
        Assert.That(_hall.Arrive("192.0.2.1", "Зоя").IsShut, Is.True);
        Assert.That(_hall.Rule("/ban user-99"), Does.Contain("the number of somebody else"));
    }

    [Test]
    public void A_banned_address_that_says_nothing_is_not_greeted()
    {
        _hall.Rule("/ban 203.0.113.9");
        SimWire silent = _hall.Arrive("203.0.113.9");
        _hall.Server.Pass(1200);
        Assert.That(Hall.Read(silent), Is.EqualTo("-- Your address is banned here.\n"));
        Assert.That(silent.IsShut, Is.True);
    }

    [Test]
    public void Programs_are_refused_with_a_code()
    {
        _hall.Rule("/ban bot");
        var peer = new NativePeer(_hall.Server.Connect());
        peer.Hello();
        peer.Request(RequestVerb.Name, 1, "bot");
        _hall.Server.Settle();
        List<SeenEvent> seen = peer.Take();
        Assert.That(seen[1].Number, Is.EqualTo((ulong)RefusalCode.Banned));
        Assert.That(seen[1].Text, Is.EqualTo("The name 'bot' is banned here."));
        Assert.That(seen[2].Number, Is.EqualTo((ulong)GoodbyeReason.Banned));
        Assert.That(peer.Wire.IsShut, Is.True);
    }

    [TestCase("username")]
    [TestCase("nick")]
    [TestCase("nickname")]
    [TestCase("prompt")]
    [TestCase("name-first")]
    public void Older_clients_are_told_and_get_no_name_made_for_them(string dialect)
    {
        using var server = new OldServer();
        server.Server.Console.Run([.. "/ban bob 1h\n"u8], out _, out _);
        OldClient bob = server.Connect(dialect);
        bob.Write("bob");
        if (dialect == "username")
        {
            bob.Write("bob");
        }

        server.Pass(2000);
        string all = string.Join('\n', bob.Take());
        Assert.That(all, Does.Contain("The name 'bob' is banned here until"));
        Assert.That(all, Does.EndWith("RESET"));
        Assert.That(server.Server.Lobby.People, Is.Zero);
    }

    [TestCase("username")]
    [TestCase("nick")]
    [TestCase("nickname")]
    [TestCase("prompt")]
    [TestCase("name-first")]
    public void A_banned_name_is_not_made_of_another_one(string dialect)
    {
        using var server = new OldServer();
        server.Server.Console.Run([.. "/ban bob\n"u8], out _, out _);
        OldClient bob = server.Connect(dialect);
        bob.Write("bob!");
        if (dialect == "username")
        {
            bob.Write("bob!");
        }

        server.Pass(2000);
        string all = string.Join('\n', bob.Take());
        Assert.That(all, Does.Contain("The name 'bob' is banned here."));
        Assert.That(all, Does.Not.Contain("cannot be your name").And.EndsWith("RESET"));
        Assert.That(server.Server.Lobby.People, Is.Zero);
    }

    [TestCase("/ban bob 10x", "'10x' is no time such as 10m, 2h or 1d, up to 366d.")]
    [TestCase("/ban bob 0m", "'0m' is no time")]
    [TestCase("/ban bob 10 spam", "'10' needs a unit: s, m, h or d, as in 10m.")]
    [TestCase("/mute bob 10", "'10' needs a unit: s, m, h or d, as in 10m.")]
    [TestCase("/mute bob 1.5", "'1.5' needs a unit")]
    [TestCase("/mute bob 9999999999", "'9999999999' is no time")]
    [TestCase("/mute bob soon", "'soon' is no time")]
    [TestCase("/ban ops", "'ops' is you yourself.")]
    [TestCase("/ban 192.0.2.0/24", "'192.0.2.0/24' is you yourself.")]
    [TestCase("/unban bob", "There is no ban or mute of 'bob'. /bans lists them.")]
    [TestCase("/kick", "Something is missing. Use it like this: /kick NAME [REASON]")]
    [TestCase("/ban", "Something is missing.")]
    [TestCase("/say", "Something is missing.")]
    public void What_cannot_be_done_is_told(string command, string answer)
    {
        SimWire bob = _hall.Enter("bob");
        Assert.That(_hall.Rule(command), Does.StartWith($"-- {answer}"));
        Assert.That(bob.IsShut, Is.False);
        Assert.That(_hall.Rule("/bans"), Is.EqualTo("-- Banned: nobody\n-- Muted: nobody\n"));
    }

    [TestCase(House.MaxReasonBytes, true)]
    [TestCase(House.MaxReasonBytes + 1, false)]
    public void A_reason_has_a_limit(int bytes, bool isTaken)
    {
        SimWire bob = _hall.Enter("bob");
        _hall.Rule($"/kick bob {new string('x', bytes)}");
        Assert.That(bob.IsShut, Is.EqualTo(isTaken));
    }

    [Test]
    public void Lists_have_a_limit()
    {
        for (int i = 0; i < House.MaxSanctions; i++)
        {
            Assert.That(_hall.Rule($"/ban n{i}x 1h"), Does.Contain("is banned until"), $"{i}");
        }

        Assert.That(
            _hall.Rule("/ban onemore"),
            Is.EqualTo("-- There are 1000 bans already, and more are not kept."
                + " Take one back first: /bans lists them.\n"));
        Assert.That(_hall.Rule("/ban n5x for good"), Does.Contain("is banned;"), "the same");
        Assert.That(_hall.Rule("/bans"), Does.StartWith("-- Banned (1000): the last 100"));
        Assert.That(_hall.Rule("/mute onemore"), Does.Contain("is muted"), "another list");
        _hall.Server.Network.SimClock.Advance(3_600_000);
        Assert.That(_hall.Rule("/ban onemore"), Does.Contain("is banned;"));
    }

    private string AliasOf(string name) =>
        $"user-{_hall.Server.Server.Lobby.FindMember(Encoding.UTF8.GetBytes(name))!.Id}";
}
