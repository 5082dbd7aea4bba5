using System.Text;
using EventLoopServer.Chat.Moderation;
using Protocol.Messages;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;

namespace UnitTests.Chat.Moderation;

/// <summary>Who is kicked, muted or banned, and what follows.</summary>
internal sealed class RestrictionTests
{
    private const string Muted = "-- You have been muted";

    private ModerationFixture _fixture = null!;

    [SetUp]
    public void Start()
    {
        _fixture = new ModerationFixture();
        _fixture.EnterOperator("ops");
    }

    [TearDown]
    public void Stop() => _fixture.Dispose();

    [Test]
    public void Who_is_kicked_is_told_by_whom_and_why_and_may_come_back()
    {
        SimTransport alice = _fixture.Enter("alice");
        SimTransport bob = _fixture.Enter("bob");
        ModerationFixture.Read(alice);
        Assert.That(
            _fixture.Rule("/kick BOB Too loud."),
            Is.EqualTo("-- bob was kicked. /ban keeps somebody out.\n-- bob left (kicked)\n"));
        Assert.That(
            ModerationFixture.Read(bob), Is.EqualTo("-- You were kicked by ops: Too loud.\n"));
        Assert.That(bob.IsShut, Is.True);
        Assert.That(ModerationFixture.Read(alice), Is.EqualTo("-- bob left (kicked)\n"));
        Assert.That(
            _fixture.Log.Tail(), Does.Contain("ops (192.0.2.99) kicked bob (192.0.2.1): Too loud"));
        SimTransport again = _fixture.Enter("bob");
        _fixture.Rule("/kick bob");
        Assert.That(ModerationFixture.Read(again), Is.EqualTo("-- You were kicked by ops.\n"));
        Assert.That(_fixture.Rule("/kick bob"), Does.StartWith("-- There is nobody called 'bob'"));
    }

    [TestCase("hello")]
    [TestCase("/me waves")]
    [TestCase("@ops hello")]
    [TestCase("/msg ops hello")]
    [TestCase("/topic mine")]
    [TestCase("/nick hello_all")]
    public void Nothing_that_a_muted_one_says_is_passed_on(string line)
    {
        SimTransport bob = _fixture.Enter("bob");
        Assert.That(_fixture.Rule("/mute bob"), Is.EqualTo("-- bob is muted.\n"));
        Assert.That(
            ModerationFixture.Read(bob),
            Is.EqualTo("-- You were muted by ops: nothing that you say is passed on.\n"));
        Assert.That(
            _fixture.Ask(bob, line),
            Is.EqualTo($"{Muted}. Nothing was sent: wait until it is over.\n"));
        Assert.That(ModerationFixture.Read(_fixture.Ops), Is.Empty);
        Assert.That(_fixture.Rule("/unmute bob"), Is.EqualTo("-- bob is heard again.\n"));
        Assert.That(ModerationFixture.Read(bob), Is.EqualTo("-- You are heard again.\n"));
        Assert.That(_fixture.Ask(bob, line), Does.Not.StartWith(Muted));
    }

    [Test]
    public void A_muted_one_may_look_and_leave()
    {
        SimTransport bob = _fixture.Enter("bob");
        _fixture.Write(_fixture.Enter("alice"), "/join tea");
        _fixture.Rule("/mute bob 1h");
        foreach (string line in new[] { "/users", "/topic", "/join tea", "/history", "/help" })
        {
            Assert.That(_fixture.Ask(bob, line), Does.Not.Contain("muted"), line);
        }
    }

    [Test]
    public void A_mute_ends_with_its_time()
    {
        SimTransport bob = _fixture.Enter("bob");
        Assert.That(_fixture.Rule("/mute bob 10m"), Does.Match("-- bob is muted until .* UTC.\n"));
        Assert.That(_fixture.Ask(bob, "hello"), Does.Match($"^{Muted} until .* UTC\\. Nothing"));
        _fixture.Server.Network.SimClock.Advance(600_000 - 1);
        Assert.That(_fixture.Ask(bob, "hello"), Does.StartWith(Muted));
        _fixture.Server.Network.SimClock.Advance(1);
        ModerationFixture.Read(_fixture.Ops);
        Assert.That(_fixture.Ask(bob, "hello"), Is.Empty);
        Assert.That(ModerationFixture.Read(_fixture.Ops), Is.EqualTo("bob: hello\n"));
        Assert.That(_fixture.Rule("/bans"), Does.EndWith("-- Muted: nobody\n"));
    }

    [TestCase("b0b", "203.0.113.9", true, Description = "a name that looks like it")]
    [TestCase("someone", "192.0.2.1", true, Description = "the same address")]
    [TestCase("someone", "203.0.113.9", false)]
    public void Coming_back_does_not_lift_a_mute(string name, string address, bool isMuted)
    {
        SimTransport bob = _fixture.Enter("bob");
        _fixture.Rule("/mute bob 1h");
        bob.End();
        _fixture.Server.Settle();
        SimTransport back = _fixture.Enter(name, address);
        Assert.That(_fixture.Ask(back, "hello").StartsWith(Muted), Is.EqualTo(isMuted));
        if (isMuted)
        {
            _fixture.Rule($"/unmute {name}");
            Assert.That(_fixture.Ask(back, "hello"), Is.Empty);
            Assert.That(
                _fixture.Ask(_fixture.Enter("bob2"), "hello"), Is.Empty, "it is gone for good");
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
        SimTransport one = _fixture.Enter(alike, "203.0.113.1");
        Assert.That(_fixture.Rule($"/kick {name}"), Does.Contain($"{alike} was kicked"));
        one = _fixture.Enter(alike, "203.0.113.2");
        _fixture.Rule($"/mute {name}");
        Assert.That(_fixture.Ask(one, "hello"), Does.StartWith(Muted));
        Assert.That(_fixture.Rule($"/unmute {name}"), Does.Contain("is heard again"));
        Assert.That(_fixture.Ask(one, "hello"), Is.Empty);
        _fixture.Rule($"/ban {name}");
        Assert.That(ModerationFixture.Read(one), Does.Contain("banned"));
        Assert.That(
            _fixture.Ask(_fixture.Arrive("203.0.113.3"), alike), Does.Contain("is banned here"));
        Assert.That(
            _fixture.Ask(_fixture.Arrive("203.0.113.4"), name), Does.Contain("is banned here"));
        Assert.That(_fixture.Rule($"/unban {alike}"), Does.Contain("may come in again"));
        _fixture.Enter(alike, "203.0.113.5");
    }

    [TestCase("Nell", "Neil")]
    [TestCase("dave", "davy")]
    public void What_does_not_look_like_it_is_not(string name, string other)
    {
        _fixture.Rule($"/ban {name}");
        SimTransport one = _fixture.Enter(other, "203.0.113.1");
        Assert.That(_fixture.Rule($"/kick {name}"), Does.Contain("nobody called"));
        Assert.That(_fixture.Ask(one, "/ping"), Is.EqualTo("-- Pong.\n"));
    }

    [Test]
    public void A_mute_does_not_meet_all_who_come_through_a_tunnel()
    {
        SimTransport bob = _fixture.Enter("bob", "127.0.0.1");
        _fixture.Rule("/mute bob");
        bob.End();
        _fixture.Server.Settle();
        Assert.That(_fixture.Ask(_fixture.Enter("alice", "127.0.0.1"), "hello"), Is.Empty);
        Assert.That(
            _fixture.Ask(_fixture.Enter("bob", "127.0.0.1"), "hello"), Does.StartWith(Muted));
    }

    [Test]
    public void Somebody_who_is_not_here_is_muted_when_they_come()
    {
        Assert.That(
            _fixture.Rule("/mute bob"),
            Is.EqualTo("-- bob is muted. Nobody of that name is here now.\n"));
        Assert.That(_fixture.Ask(_fixture.Enter("bob"), "hello"), Does.StartWith(Muted));
        Assert.That(_fixture.Rule("/unmute carl"), Does.StartWith("-- There is no ban or mute of"));
        Assert.That(_fixture.Rule("/mute b@d"), Does.StartWith("-- A name may have letters"));
    }

    [Test]
    public void A_banned_name_is_closed_and_refused_until_its_time_is_over()
    {
        SimTransport bob = _fixture.Enter("bob");
        Assert.That(
            _fixture.Rule("/ban Bob 10m spam, spam"),
            Does.Match("^-- bob is banned until .* UTC; 1 connection was closed\\."
                + " It came from 192\\.0\\.2\\.1\\.\n-- bob left \\(banned\\)\n$"));
        string why = "-- The name 'bob' is banned here until .* UTC: spam, spam\\.";
        Assert.That(ModerationFixture.Read(bob), Does.Match($"^{why}\n$"));
        Assert.That(bob.IsShut, Is.True);
        foreach (string name in new[] { "bob", "BOB", "b0b" })
        {
            SimTransport back = _fixture.Arrive("203.0.113.9", name);
            Assert.That(
                ModerationFixture.Read(back),
                Does.Match($"^{why} Ask whoever runs the server\\.\n-- Goodbye\\.\n$"));
            Assert.That(back.IsShut, Is.True);
        }

        SimTransport other = _fixture.Enter("other");
        Assert.That(_fixture.Ask(other, "/nick bob"), Does.Match($"^{why} Ask"));
        Assert.That(other.IsShut, Is.False, "it has another name to stay with");
        _fixture.Server.Network.SimClock.Advance(600_000);
        _fixture.Enter("bob", "203.0.113.9");
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
        SimTransport ops = _fixture.EnterOperator("far", "203.0.113.1");
        SimTransport inside = _fixture.Enter("inside", address);
        Assert.That(_fixture.Ask(ops, $"/ban {ban} no reason"), Does.Contain("is banned; "));
        Assert.That(inside.IsShut, Is.EqualTo(isOut));
        SimTransport back = _fixture.Arrive(address, "somebody");
        Assert.That(back.IsShut, Is.EqualTo(isOut));
        Assert.That(
            ModerationFixture.Read(back),
            isOut
                ? Does.StartWith("-- Your address is banned here: no reason. Ask")
                : Does.StartWith("-- Welcome"));
        Assert.That(_fixture.Ask(ops, $"/unban {ban}"), Does.Contain("may come in again"));
        Assert.That(_fixture.Arrive(address, "anybody").IsShut, Is.False);
    }

    [TestCase("192.0.2.1")]
    [TestCase("127.0.0.1", Description = "a mute from there meets the name alone")]
    public void Somebody_is_muted_and_heard_again_by_an_alias(string address)
    {
        SimTransport zoya = _fixture.Enter("Зоя", address);
        string alias = AliasOf("Зоя");
        Assert.That(_fixture.Rule($"/mute {alias}"), Is.EqualTo("-- Зоя is muted.\n"));
        Assert.That(_fixture.Ask(zoya, "hello"), Does.StartWith(Muted));
        Assert.That(_fixture.Rule($"/unmute {alias}"), Is.EqualTo("-- Зоя is heard again.\n"));
        Assert.That(_fixture.Ask(zoya, "hello"), Is.Empty);
        Assert.That(_fixture.Rule("/bans"), Does.EndWith("-- Muted: nobody\n"));
    }

    [Test]
    public void Somebody_is_banned_by_an_alias()
    {
        SimTransport zoya = _fixture.Enter("Зоя");
        Assert.That(
            _fixture.Rule($"/ban {AliasOf("Зоя")}"), Does.StartWith("-- Зоя is banned; 1 "));
        Assert.That(zoya.IsShut, Is.True);
        Assert.That(_fixture.Arrive("192.0.2.1", "Зоя").IsShut, Is.True);
        Assert.That(_fixture.Rule("/ban user-99"), Does.Contain("the number of somebody else"));
    }

    [Test]
    public void A_banned_address_that_says_nothing_is_not_greeted()
    {
        _fixture.Rule("/ban 203.0.113.9");
        SimTransport silent = _fixture.Arrive("203.0.113.9");
        _fixture.Server.Pass(1200);
        Assert.That(
            ModerationFixture.Read(silent), Is.EqualTo("-- Your address is banned here.\n"));
        Assert.That(silent.IsShut, Is.True);
    }

    [Test]
    public void Programs_are_refused_with_a_code()
    {
        _fixture.Rule("/ban bot");
        var peer = new NativePeer(_fixture.Server.Connect());
        peer.Hello();
        peer.Request(RequestVerb.Name, 1, "bot");
        _fixture.Server.Settle();
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
        using FakeOldServer server = new FakeOldServer();
        server.Server.Console.Run([.. "/ban bob 1h\n"u8], out _, out _);
        LegacyPeer bob = server.Connect(dialect);
        bob.Write("bob");
        if (dialect == "username")
        {
            bob.Write("bob");
        }

        server.Pass(2000);
        string all = string.Join('\n', bob.Take());
        Assert.That(all, Does.Contain("The name 'bob' is banned here until"));
        Assert.That(all, Does.EndWith("RESET"));
        Assert.That(server.Server.Directory.People, Is.Zero);
    }

    [TestCase("username")]
    [TestCase("nick")]
    [TestCase("nickname")]
    [TestCase("prompt")]
    [TestCase("name-first")]
    public void A_banned_name_is_not_made_of_another_one(string dialect)
    {
        using FakeOldServer server = new FakeOldServer();
        server.Server.Console.Run([.. "/ban bob\n"u8], out _, out _);
        LegacyPeer bob = server.Connect(dialect);
        bob.Write("bob!");
        if (dialect == "username")
        {
            bob.Write("bob!");
        }

        server.Pass(2000);
        string all = string.Join('\n', bob.Take());
        Assert.That(all, Does.Contain("The name 'bob' is banned here."));
        Assert.That(all, Does.Not.Contain("cannot be your name").And.EndsWith("RESET"));
        Assert.That(server.Server.Directory.People, Is.Zero);
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
        SimTransport bob = _fixture.Enter("bob");
        Assert.That(_fixture.Rule(command), Does.StartWith($"-- {answer}"));
        Assert.That(bob.IsShut, Is.False);
        Assert.That(_fixture.Rule("/bans"), Is.EqualTo("-- Banned: nobody\n-- Muted: nobody\n"));
    }

    [TestCase(AccessControl.MaxReasonBytes, true)]
    [TestCase(AccessControl.MaxReasonBytes + 1, false)]
    public void A_reason_has_a_limit(int bytes, bool isTaken)
    {
        SimTransport bob = _fixture.Enter("bob");
        _fixture.Rule($"/kick bob {new string('x', bytes)}");
        Assert.That(bob.IsShut, Is.EqualTo(isTaken));
    }

    [Test]
    public void Lists_have_a_limit()
    {
        for (int i = 0; i < AccessControl.MaxRestrictions; i++)
        {
            Assert.That(_fixture.Rule($"/ban n{i}x 1h"), Does.Contain("is banned until"), $"{i}");
        }

        Assert.That(
            _fixture.Rule("/ban onemore"),
            Is.EqualTo("-- There are 1000 bans already, and more are not kept."
                + " Take one back first: /bans lists them.\n"));
        Assert.That(_fixture.Rule("/ban n5x for good"), Does.Contain("is banned;"), "the same");
        Assert.That(_fixture.Rule("/bans"), Does.StartWith("-- Banned (1000): the last 100"));
        Assert.That(_fixture.Rule("/mute onemore"), Does.Contain("is muted"), "another list");
        _fixture.Server.Network.SimClock.Advance(3_600_000);
        Assert.That(_fixture.Rule("/ban onemore"), Does.Contain("is banned;"));
    }

    private string AliasOf(string name) =>
        $"user-{_fixture.Server.Server.Directory.FindMember(Encoding.UTF8.GetBytes(name))!.Id}";
}
