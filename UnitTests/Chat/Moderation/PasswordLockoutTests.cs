using System.Text;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using EventLoopServer.Sessions.Login;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;

namespace UnitTests.Chat.Moderation;

/// <summary>
/// An attacker guesses a password over many connections, as fast as the server answers. A
/// legitimate user of the password connects from the same address.
/// </summary>
internal sealed class PasswordLockoutTests
{
    private const int StepMs = 50;

    private static readonly AccessRules s_access = new()
    {
        Entry = PasswordFiles.With("let me in"u8),
        Operators = PasswordFiles.With(Encoding.UTF8.GetBytes(ModerationFixture.OperatorPassword)),
    };

    private ModerationFixture _fixture = null!;

    [SetUp]
    public void Start() => _fixture = new ModerationFixture(s_access);

    [TearDown]
    public void Stop() => _fixture.Dispose();

    // The seconds are the delay of 5 s, plus 50 ms for each earlier connection beyond 100.
    [TestCase("/pass", "127.0.0.1", 1, 5)]
    [TestCase("/pass", "127.0.0.1", 99, 5)]
    [TestCase("/pass", "127.0.0.1", 300, 16)]
    [TestCase("/pass", "203.0.113.9", 15, 5)]
    [TestCase("/pass", "2001:db8::7", 15, 5)]
    [TestCase("/oper", "127.0.0.1", 1, 5)]
    [TestCase("/oper", "127.0.0.1", 99, 5)]
    [TestCase("/oper", "203.0.113.9", 15, 5)]
    public void Right_password_is_accepted_while_the_same_address_guesses(
        string command, string address, int connections, int seconds)
    {
        // The owner is already connected, because the limit of new connections is not tested here.
        SimTransport owner = command == "/pass"
            ? _fixture.Arrive(address)
            : _fixture.Arrive(address, "/pass let me in", "owner");
        var guessers = new PasswordGuessers(_fixture, command, address, connections);
        guessers.Run(20_000, StepMs);
        Assert.That(guessers.Wrong, Is.GreaterThanOrEqualTo(PasswordAttempts.PerAddress));
        string right = command == "/pass" ? "let me in" : ModerationFixture.OperatorPassword;
        ModerationFixture.Read(owner);
        _fixture.Write(owner, $"{command} {right}");
        string answer = "";
        int ms = 0;
        string accepted = command == "/pass"
            ? ModerationSentences.PasswordRight
            : ModerationSentences.OperatorNow;
        while (ms <= (seconds * 1000) + StepMs && !answer.Contains(accepted))
        {
            guessers.Run(StepMs, StepMs);
            answer += ModerationFixture.Read(owner);
            ms += StepMs;
        }

        Assert.That(answer, Does.Contain(accepted), $"after {ms} ms");
        Assert.That(owner.IsShut, Is.False);
    }

    [TestCase(1, 12)]
    [TestCase(15, 180)]
    [TestCase(99, 1188)]
    [TestCase(300, 1200)]
    public void Guessing_rate_does_not_exceed_the_documented_limit(
        int connections, int maxInAMinute)
    {
        var guessers = new PasswordGuessers(_fixture, "/pass", "127.0.0.1", connections);
        guessers.Run(5_000, StepMs);
        int before = guessers.Wrong;
        guessers.Run(60_000, StepMs);
        Assert.That(guessers.Wrong - before, Is.InRange(maxInAMinute / 2, maxInAMinute));
    }

    [Test]
    public void Guesses_of_one_password_do_not_delay_the_other_password()
    {
        SimTransport owner = _fixture.Arrive("127.0.0.1", "/pass let me in", "owner");
        new PasswordGuessers(_fixture, "/pass", "127.0.0.1", 20).Run(20_000, StepMs);
        Assert.That(
            _fixture.Ask(owner, $"/oper {ModerationFixture.OperatorPassword}"), Does.Contain(
                ModerationSentences.OperatorNow));
    }

    [Test]
    public void Closed_connections_in_the_password_queue_cause_no_delay()
    {
        new PasswordGuessers(_fixture, "/pass", "127.0.0.1", 4).Run(10_000, StepMs);
        SimTransport owner = _fixture.Arrive("127.0.0.1");
        for (int i = 0; i < 500; i++)
        {
            SimTransport wire = _fixture.Arrive("127.0.0.1", "/pass guess");
            Assert.That(
                ModerationFixture.Read(wire), Does.Contain(ModerationSentences.CheckedLater));
            wire.Reset();
            _fixture.Server.Settle();
        }

        ModerationFixture.Read(owner);
        _fixture.Write(owner, "/pass let me in");
        Pass(PasswordQueues.DelayMs);
        Assert.That(ModerationFixture.Read(owner), Does.Contain(ModerationSentences.PasswordRight));
    }

    [Test]
    public void Native_client_that_waits_for_a_password_check_is_not_closed_by_the_login_deadline()
    {
        new PasswordGuessers(_fixture, "/pass", "127.0.0.1", 4).Run(10_000, StepMs);
        var peer = new NativePeer(_fixture.Arrive("127.0.0.1"));
        peer.Hello();
        _fixture.Server.Pass(18_000);
        peer.Request(RequestVerb.Pass, 1, text: "let me in");
        peer.Request(RequestVerb.Name, 2, "bot");
        _fixture.Server.Settle();
        Pass(PasswordQueues.DelayMs);
        List<SeenEvent> seen = peer.Take();
        Assert.That(seen.Single(static e => e.Request == 1).Kind, Is.EqualTo(EventKind.Done));
        Assert.That(seen.Any(static e => e.Kind == EventKind.Named), Is.True);
    }

    [Test]
    public void Wrong_delayed_password_still_leaves_a_login_deadline()
    {
        new PasswordGuessers(_fixture, "/pass", "127.0.0.1", 4).Run(10_000, StepMs);
        SimTransport wire = _fixture.Arrive("127.0.0.1", "/pass guess");
        Pass(PasswordQueues.DelayMs);
        Assert.That(
            ModerationFixture.Read(wire),
            Does.Contain(TextLine.Refused(RefusalCode.PasswordWrong)));
        Pass(180_000 - PasswordQueues.DelayMs - StepMs);
        Assert.That(wire.IsShut, Is.False);
        Pass(2 * StepMs);
        Assert.That(wire.IsShut, Is.True);
    }

    /// <summary>Advances in small steps, as a server that reads the clock often.</summary>
    private void Pass(long ms)
    {
        for (long passed = 0; passed < ms; passed += StepMs)
        {
            _fixture.Server.Pass(StepMs);
        }
    }
}
