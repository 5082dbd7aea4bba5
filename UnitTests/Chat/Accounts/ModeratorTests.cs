using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Accounts;

/// <summary>What a moderator may do, and what is left to operators.</summary>
internal sealed class ModeratorTests : AccountFixture
{
    private (SimTransport Moderator, SimTransport Troll) _users;

    private SimTransport Moderator => _users.Moderator;

    private SimTransport Troll => _users.Troll;

    [SetUp]
    public void Enter()
    {
        SimTransport moderator = Register("mod");
        Chat.TypeAndWait("/account role mod moderator");
        _users = (moderator, Chat.Enter("troll", Elsewhere));
    }

    [Test]
    public void Moderator_kicks_and_mutes_and_bans_for_a_time()
    {
        Assert.That(Chat.Ask(Moderator, "/mute troll 1d"), Does.StartWith("-- troll is muted"));
        Assert.That(Chat.Ask(Troll, "hello"), Does.StartWith("-- You are muted"));
        Assert.That(
            Chat.Ask(Moderator, "/unmute troll"),
            Is.EqualTo(Line(ModerationSentences.HeardAgain("troll"))));
        Chat.Ask(Moderator, "/kick troll");
        Assert.That(Troll.IsShut, Is.True);
        Assert.That(
            Chat.Ask(Moderator, $"/ban {Elsewhere} 1d spam"),
            Does.StartWith($"-- {Elsewhere} is banned"));
        Assert.That(Chat.Ask(Moderator, "/bans"), Does.Contain("by mod"));
        Assert.That(
            Chat.Ask(Moderator, $"/unban {Elsewhere}"),
            Is.EqualTo(Line(ModerationSentences.Unbanned(Elsewhere))));
    }

    [TestCase("/mute troll")]
    [TestCase("/mute troll 25h")]
    [TestCase("/ban troll")]
    [TestCase("/ban troll spam")]
    [TestCase("/ban troll 2d spam")]
    public void Moderator_needs_a_time_of_at_most_a_day(string line) =>
        AssertRefused(line, ModeratorSentences.NeedsTime);

    [TestCase("/mute 203.0.113.0/24 1h")]
    [TestCase("/ban 203.0.113.0/24 1h")]
    [TestCase("/ban 2001:db8::/32 1h")]
    public void Moderator_restricts_no_network(string line) =>
        AssertRefused(line, ModeratorSentences.OnlyOneAddress);

    [TestCase("/kick ops")]
    [TestCase("/mute ops 1h")]
    [TestCase("/ban ops 1h")]
    [TestCase("/ban 192.0.2.99 1h")]
    [TestCase("/mute 192.0.2.99 1h")]
    public void Moderator_does_nothing_against_an_operator(string line)
    {
        SimTransport ops = Chat.EnterOperator("ops");
        AssertRefused(line, ModeratorSentences.IsProtected("ops"));
        Assert.That(ops.IsShut, Is.False);
    }

    [TestCase("/mute troll 1h", "/unmute troll")]
    [TestCase("/mute 203.0.113.9 1h", "/unmute 203.0.113.9")]
    [TestCase("/ban other 1h", "/unban other")]
    [TestCase("/ban 192.0.2.44", "/unban 192.0.2.44")]
    public void Moderator_ends_nothing_that_another_one_did(string done, string undone)
    {
        Chat.Type(done);
        AssertRefused(undone, ModeratorSentences.OnlyOwn);
    }

    [TestCase("/stop", "")]
    [TestCase("/say", " hello")]
    [TestCase("/audit", "")]
    [TestCase("/erase", " troll")]
    [TestCase("/backup", "")]
    [TestCase("/account list", "")]
    public void Other_commands_are_for_operators(string command, string arguments) => Assert.That(
        Chat.Ask(Moderator, command + arguments),
        Is.EqualTo($"{TextLine.Refused(RefusalCode.OperatorsOnly, command)}\n"));

    private void AssertRefused(string line, string sentence) => Assert.That(
        Chat.Ask(Moderator, line),
        Is.EqualTo($"{TextLine.Refused(RefusalCode.ModeratorLimit, sentence)}\n"));
}
