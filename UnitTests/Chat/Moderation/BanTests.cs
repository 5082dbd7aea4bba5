using System.Text.RegularExpressions;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Moderation;

/// <summary>Who is banned by a name or an address, and what they read.</summary>
internal sealed class BanTests
{
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
    public void A_banned_name_is_closed_and_refused_until_its_time_is_over()
    {
        SimTransport bob = _fixture.Enter("bob");
        string banned = SentencePart.Pattern(
            static date => ModerationSentences.Banned(
                "bob",
                ModerationSentences.Until(date),
                1,
                ModerationSentences.CameFrom("192.0.2.1")),
            ".* UTC");
        string left = TextLine.Left("bob", GoodbyeSentences.OthersBanned);
        Assert.That(
            _fixture.Rule("/ban Bob 10m spam, spam"),
            Does.Match($"^-- {banned}\n{Regex.Escape(left)}\n$"));
        string why = "-- " + SentencePart.Pattern(
            static date => ModerationSentences.NameBanned(
                "bob", ModerationSentences.Until(date), ModerationSentences.Because("spam, spam")),
            ".* UTC");
        string advice = Regex.Escape(Refusal.For(RefusalCode.Banned).Advice);
        Assert.That(ModerationFixture.Read(bob), Does.Match($"^{why}\n$"));
        Assert.That(bob.IsShut, Is.True);
        foreach (string name in new[] { "bob", "BOB", "b0b" })
        {
            SimTransport back = _fixture.Arrive("203.0.113.9", name);
            Assert.That(
                ModerationFixture.Read(back),
                Does.Match(
                    $"^{why} {advice}\n-- {Regex.Escape(GoodbyeSentences.WrongPassword)}\n$"));
            Assert.That(back.IsShut, Is.True);
        }

        SimTransport other = _fixture.Enter("other");
        Assert.That(_fixture.Ask(other, "/nick bob"), Does.Match($"^{why} {advice}"));
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
        Assert.That(
            _fixture.Ask(ops, $"/ban {ban} no reason"),
            Does.Contain(ModerationFixture.IsBanned("")));
        Assert.That(inside.IsShut, Is.EqualTo(isOut));
        SimTransport back = _fixture.Arrive(address, "somebody");
        Assert.That(back.IsShut, Is.EqualTo(isOut));
        Assert.That(
            ModerationFixture.Read(back),
            isOut
                ? Does.StartWith(
                    "-- " + ModerationSentences.AddressBanned(
                        "", ModerationSentences.Because("no reason")))
                : Does.StartWith(TextLine.Welcome("somebody")));
        Assert.That(
            _fixture.Ask(ops, $"/unban {ban}"),
            Does.Contain(SentencePart.After(ModerationSentences.Unbanned)));
        Assert.That(_fixture.Arrive(address, "anybody").IsShut, Is.False);
    }

    [Test]
    public void A_banned_address_that_says_nothing_is_not_greeted()
    {
        _fixture.Rule("/ban 203.0.113.9");
        SimTransport silent = _fixture.Arrive("203.0.113.9");
        _fixture.Server.Pass(1200);
        Assert.That(
            ModerationFixture.Read(silent), Is.EqualTo(
                $"-- {ModerationSentences.AddressBanned("", "")}\n"));
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
        Assert.That(seen[1].Text, Is.EqualTo(ModerationSentences.NameBanned("bot", "", "")));
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
        string all = Answer(server, dialect, "bob");
        Assert.That(all, Does.Contain(SentencePart.Before(
            static date => ModerationSentences.NameBanned(
                "bob", ModerationSentences.Until(date), ""))));
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
        string all = Answer(server, dialect, "bob!");
        Assert.That(all, Does.Contain(ModerationSentences.NameBanned("bob", "", "")));
        Assert.That(all, Does.Not.Contain(
            SentencePart.Before(static name =>
                ChatSentences.NameChanged("bob!", name))).And.EndsWith("RESET"));
        Assert.That(server.Server.Directory.People, Is.Zero);
    }

    /// <summary>All that an older client reads that gives a name.</summary>
    private static string Answer(FakeOldServer server, string dialect, string name)
    {
        LegacyPeer peer = server.Connect(dialect);
        peer.Write(name);
        if (dialect == "username")
        {
            peer.Write(name);
        }

        server.Pass(2000);
        return string.Join('\n', peer.Take());
    }
}
