using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Moderation;

/// <summary>What is banned where an address or a network was typed, and what is refused.</summary>
internal sealed class BanAddressTests
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

    [TestCase("10.0.0.0/33")]
    [TestCase("10.0.0.0/-1")]
    [TestCase("10.0.0.0/")]
    [TestCase("10.0.0.0/24/8")]
    [TestCase("10/8")]
    [TestCase("10.0.0.0/abc")]
    [TestCase("10.0.0")]
    [TestCase("300.1.1.1")]
    [TestCase("010.0.0.0", Description = "eight or ten?")]
    [TestCase("10.0.0.0:5050")]
    [TestCase("2001:db8::/129")]
    [TestCase("2001:db8::g")]
    [TestCase("::ffff:10.0.0.0/95", Description = "neither IPv4 nor IPv6")]
    [TestCase("a/b")]
    public void What_looks_like_an_address_and_is_none_is_refused(string target)
    {
        string answer =
            TextLine.Refused(
                RefusalCode.AddressInvalid, ModerationSentences.NoAddress(target)) + "\n";
        _fixture.Rule("/ban 10.0.0.0");
        _fixture.Rule("/ban 2001:db8::");
        string before = _fixture.Rule("/bans");
        Assert.That(_fixture.Rule($"/ban {target}"), Is.EqualTo(answer));
        Assert.That(_fixture.Rule($"/unban {target}"), Is.EqualTo(answer));
        Assert.That(_fixture.Type($"/ban {target} 1h spam"), Is.EqualTo(answer));
        Assert.That(_fixture.Rule("/bans"), Is.EqualTo(before));
    }

    [TestCase("2001:db8::/64", true)]
    [TestCase("2001:db8::/65", false)]
    [TestCase("2001:db8::/128", false)]
    public void No_more_of_IPv6_is_banned_than_was_typed(string target, bool isTaken)
    {
        string answer = TextLine.Refused(
            RefusalCode.AddressInvalid, ModerationSentences.NetworkTooSmall(target));
        _fixture.Rule("/ban 2001:db8::");
        Assert.That(
            _fixture.Rule($"/ban {target}"),
            Does.StartWith(isTaken ? $"-- {ModerationFixture.IsBanned("2001:db8::/64")}" : answer));
        Assert.That(
            _fixture.Rule($"/unban {target}"),
            Does.StartWith(
                isTaken ? $"-- {ModerationSentences.Unbanned("2001:db8::/64")}" : answer));
    }

    [TestCase("::ffff:192.0.2.1/120", "192.0.2.0/24")]
    [TestCase("192.0.2.1/32", "192.0.2.1")]
    [TestCase("192.0.2.1/0", "0.0.0.0/0")]
    [TestCase("[2001:db8::1]", "2001:db8::/64")]
    [TestCase("2001:DB8:0::1/32", "2001:db8::/32")]
    public void A_network_has_one_form(string target, string shown)
    {
        Assert.That(
            _fixture.Type($"/ban {target}"),
            Does.StartWith($"-- {ModerationFixture.IsBanned(shown)}"));
        Assert.That(
            _fixture.Type($"/unban {shown}"), Is.EqualTo(
                $"-- {ModerationSentences.Unbanned(shown)}\n"));
    }

    [Test]
    public void Names_of_digits_and_dots_are_banned_while_they_are_here()
    {
        Assert.That(
            _fixture.Rule("/ban 42"), Does.StartWith($"-- {ModerationFixture.IsBanned("42")}"));
        Assert.That(
            _fixture.Rule("/ban 3.14"),
            Does.StartWith($"-- {ModerationSentences.NoAddress("3.14")}"));
        SimTransport pi = _fixture.Enter("3.14");
        Assert.That(
            _fixture.Rule("/ban 3.14"),
            Does.StartWith(
                "-- " + ModerationSentences.Banned(
                "3.14", "", 1, ModerationSentences.CameFrom("192.0.2.1"))));
        Assert.That(pi.IsShut, Is.True);
        Assert.That(
            _fixture.Rule("/unban 3.14"),
            Is.EqualTo($"-- {ModerationSentences.Unbanned("3.14")}\n"));
        Assert.That(
            _fixture.Rule("/unban 42"), Is.EqualTo($"-- {ModerationSentences.Unbanned("42")}\n"));
    }
}
