namespace UnitTests.Simulation;

/// <summary>An address or a network is muted, and heard again, as it is banned.</summary>
internal sealed class MuteAddressTests
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
        SimWire here = _hall.Enter("here", address);
        _hall.Rule($"/mute {target} 1h");
        Assert.That(_hall.Ask(here, "hello").StartsWith(Muted), Is.EqualTo(isMuted));
        SimWire later = _hall.Enter("later", address);
        Assert.That(_hall.Ask(later, "hello").StartsWith(Muted), Is.EqualTo(isMuted));
        _hall.Rule($"/unmute {target}");
        Assert.That(_hall.Ask(here, "hello"), Does.Not.StartWith(Muted));
        Assert.That(_hall.Ask(later, "hello"), Does.Not.StartWith(Muted));
        Assert.That(_hall.Rule("/bans"), Does.EndWith("-- Muted: nobody\n"));
    }

    [Test]
    public void A_member_whom_an_address_mutes_is_not_heard_again_by_name()
    {
        SimWire bob = _hall.Enter("bob", "203.0.113.9");
        _hall.Rule("/mute 203.0.113.0/24");
        Assert.That(_hall.Rule("/unmute bob"), Does.Contain("/unmute 203.0.113.0/24"));
        Assert.That(_hall.Ask(bob, "hello"), Does.StartWith(Muted));
        _hall.Rule("/mute bob");
        _hall.Rule("/unmute bob");
        Assert.That(_hall.Ask(bob, "hello"), Does.StartWith(Muted));
        _hall.Rule("/unmute 203.0.113.0/24");
        Assert.That(_hall.Ask(bob, "hello"), Is.Empty);
    }

    [TestCase("/mute 203.0.113.0/24", "/mute bob 10m")]
    [TestCase("/mute bob 10m", "/mute 203.0.113.0/24")]
    [TestCase("/mute bob", "/mute 203.0.113.0/24 10m")]
    public void Of_two_mutes_that_meet_a_member_the_longer_counts(string first, string second)
    {
        SimWire bob = _hall.Enter("bob", "203.0.113.9");
        _hall.Rule(first);
        _hall.Rule(second);
        _hall.Server.Pass(600_001);
        Assert.That(_hall.Ask(bob, "hello"), Does.StartWith(Muted));
    }

    [TestCase("203.0.113.0/24")]
    [TestCase("bob")]
    public void A_mute_that_is_given_again_replaces_the_earlier_time(string target)
    {
        SimWire bob = _hall.Enter("bob", "203.0.113.9");
        _hall.Rule($"/mute {target}");
        _hall.Rule($"/mute {target} 10m");
        _hall.Server.Pass(600_001);
        Assert.That(_hall.Ask(bob, "hello"), Does.Not.StartWith(Muted));
    }

    [TestCase("192.0.2.99")]
    [TestCase("192.0.2.0/24")]
    public void An_operator_does_not_mute_an_own_address(string target)
    {
        Assert.That(_hall.Rule($"/mute {target}"), Does.Contain("Your own address"));
        Assert.That(_hall.Ask(_hall.Ops, "hello"), Does.Not.StartWith(Muted));
    }

    [TestCase("203.0.113.9")]
    [TestCase("203.0.113.0/24")]
    [TestCase("2001:db8::1")]
    public void Kick_refuses_an_address_and_names_the_command_that_takes_one(string target)
    {
        SimWire bob = _hall.Enter("bob", "203.0.113.9");
        string answer = _hall.Rule($"/kick {target}");
        Assert.That(answer, Does.Contain($"'{target}'").And.Contain("/ban"));
        Assert.That(answer, Does.Not.Contain("nobody called"));
        Assert.That(bob.IsShut, Is.False);
    }
}
