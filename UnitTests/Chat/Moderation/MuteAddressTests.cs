using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Moderation;

/// <summary>An address or a network is muted, and heard again, as it is banned.</summary>
internal sealed class MuteAddressTests
{
    private static readonly string s_muted = SentencePart.Before(
        static until => TextLine.Refused(RefusalCode.Muted, until));

    private ModerationFixture _fixture = null!;

    [SetUp]
    public void Start()
    {
        _fixture = new ModerationFixture();
        _fixture.EnterOperator("ops");
    }

    [TearDown]
    public void Stop() => _fixture.Dispose();

    [TestCase("203.0.113.9", "203.0.113.9", true)]
    [TestCase("203.0.113.9", "203.0.113.8", false)]
    [TestCase("203.0.113.0/24", "203.0.113.8", true)]
    [TestCase("2001:db8::1", "2001:db8::2", true)]
    [TestCase("2001:db8::1", "2001:db8:0:1::2", false)]
    [TestCase("127.0.0.1", "127.0.0.1", true)]
    [TestCase("::ffff:203.0.113.9", "203.0.113.9", true)]
    public void A_muted_address_says_nothing_under_any_name(
        string target, string address, bool isMuted)
    {
        SimTransport here = _fixture.Enter("here", address);
        _fixture.Rule($"/mute {target} 1h");
        Assert.That(_fixture.Ask(here, "hello").StartsWith(s_muted), Is.EqualTo(isMuted));
        SimTransport later = _fixture.Enter("later", address);
        Assert.That(_fixture.Ask(later, "hello").StartsWith(s_muted), Is.EqualTo(isMuted));
        _fixture.Rule($"/unmute {target}");
        Assert.That(_fixture.Ask(here, "hello"), Does.Not.StartWith(s_muted));
        Assert.That(_fixture.Ask(later, "hello"), Does.Not.StartWith(s_muted));
        Assert.That(
            _fixture.Rule("/bans"),
            Does.EndWith($"-- {ModerationSentences.ListEmpty(ModerationSentences.MutedList)}\n"));
    }

    [Test]
    public void A_member_whom_an_address_mutes_is_not_heard_again_by_name()
    {
        SimTransport bob = _fixture.Enter("bob", "203.0.113.9");
        _fixture.Rule("/mute 203.0.113.0/24");
        Assert.That(_fixture.Rule("/unmute bob"), Does.Contain("/unmute 203.0.113.0/24"));
        Assert.That(_fixture.Ask(bob, "hello"), Does.StartWith(s_muted));
        _fixture.Rule("/mute bob");
        _fixture.Rule("/unmute bob");
        Assert.That(_fixture.Ask(bob, "hello"), Does.StartWith(s_muted));
        _fixture.Rule("/unmute 203.0.113.0/24");
        Assert.That(_fixture.Ask(bob, "hello"), Is.Empty);
    }

    [TestCase("/mute 203.0.113.0/24", "/mute bob 10m")]
    [TestCase("/mute bob 10m", "/mute 203.0.113.0/24")]
    [TestCase("/mute bob", "/mute 203.0.113.0/24 10m")]
    public void Of_two_mutes_that_meet_a_member_the_longer_counts(string first, string second)
    {
        SimTransport bob = _fixture.Enter("bob", "203.0.113.9");
        _fixture.Rule(first);
        _fixture.Rule(second);
        _fixture.Server.Pass(600_001);
        Assert.That(_fixture.Ask(bob, "hello"), Does.StartWith(s_muted));
    }

    [TestCase("203.0.113.0/24")]
    [TestCase("bob")]
    public void A_mute_that_is_given_again_replaces_the_earlier_time(string target)
    {
        SimTransport bob = _fixture.Enter("bob", "203.0.113.9");
        _fixture.Rule($"/mute {target}");
        _fixture.Rule($"/mute {target} 10m");
        _fixture.Server.Pass(600_001);
        Assert.That(_fixture.Ask(bob, "hello"), Does.Not.StartWith(s_muted));
    }

    [TestCase("192.0.2.99")]
    [TestCase("192.0.2.0/24")]
    public void An_operator_does_not_mute_an_own_address(string target)
    {
        Assert.That(
            _fixture.Rule($"/mute {target}"), Does.Contain(ModerationSentences.OwnAddress(target)));
        Assert.That(_fixture.Ask(_fixture.Ops, "hello"), Does.Not.StartWith(s_muted));
    }

    [TestCase("203.0.113.9")]
    [TestCase("203.0.113.0/24")]
    [TestCase("2001:db8::1")]
    public void Kick_refuses_an_address_and_names_the_command_that_takes_one(string target)
    {
        SimTransport bob = _fixture.Enter("bob", "203.0.113.9");
        string answer = _fixture.Rule($"/kick {target}");
        Assert.That(answer, Does.Contain($"'{target}'").And.Contain("/ban"));
        Assert.That(answer, Does.Contain(ModerationSentences.KickOfAddress(target)));
        Assert.That(bob.IsShut, Is.False);
    }
}
