using System.Globalization;
using System.Text;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Moderation;

/// <summary>
/// The wall clock is set by more than a year while the server runs. Timers are due after the same
/// time span as before, and the new time is shown and sent.
/// </summary>
[TestFixture(1)]
[TestFixture(-1)]
internal sealed class WallClockTests(int direction)
{
    private const long Minute = 60_000;

    /// <summary>A year plus an hour and a half, so that the time of day changes too.</summary>
    private const long YearMs = ((365 * 24 * 60) + 90) * Minute;

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
    public void Clock_change_does_not_change_the_end_of_a_ban()
    {
        SimTransport other = _fixture.Enter("other");
        _fixture.Rule("/ban bob 10m");
        _fixture.Rule("/ban 203.0.113.0/24 10m");
        SetTheClock();
        string until = ModerationSentences.Until(DateIn(10 * Minute));
        Assert.That(
            _fixture.Rule("/bans"),
            Does.Contain($"  bob{until}, by ops\n").And.Contains($"  203.0.113.0/24{until}"));
        _fixture.Server.Pass((10 * Minute) - 1200);
        SimTransport silent = _fixture.Arrive("203.0.113.9");
        _fixture.Server.Pass(1199);
        Assert.That(
            Refused("192.0.2.1", "bob"), Is.EqualTo(
                ModerationSentences.NameBanned("bob", until, "")));
        Assert.That(
            Refused("203.0.113.9", "carl"), Is.EqualTo(
                ModerationSentences.AddressBanned(until, "")));
        Assert.That(
            _fixture.Ask(other, "/nick bob"),
            Does.StartWith($"-- {ModerationSentences.NameBanned("bob", until, "")}"));
        _fixture.Server.Pass(1);
        Assert.That(
            ModerationFixture.Read(silent), Does.StartWith(
                Encoding.UTF8.GetString(ChatSentences.Greeting)), "the ban is over just now");
        _fixture.Enter("bob");
        _fixture.Enter("carl", "203.0.113.9");
        Assert.That(
            _fixture.Rule("/bans"),
            Does.StartWith(
                $"-- {ModerationSentences.ListEmpty(ModerationSentences.BannedList)}\n"));
    }

    [Test]
    public void Silent_banned_client_gets_no_greeting_after_a_clock_change()
    {
        _fixture.Rule("/ban 203.0.113.9 10m");
        SetTheClock();
        string until = DateIn(10 * Minute);
        SimTransport silent = _fixture.Arrive("203.0.113.9");
        _fixture.Server.Pass(1200);
        Assert.That(
            ModerationFixture.Read(silent), Is.EqualTo(
                $"-- {ModerationSentences.AddressBanned(ModerationSentences.Until(until), "")}\n"));
    }

    [Test]
    public void Clock_change_does_not_change_a_ban_for_legacy_clients()
    {
        using FakeOldServer server = new FakeOldServer();
        server.Server.Console.Run([.. "/ban bob 10m\n"u8], out _, out _);
        server.Network.SimClock.WallShiftMs = direction * YearMs;
        LegacyPeer banned = server.Connect("nickname");
        banned.Write("bob");
        server.Pass(2000);
        Assert.That(
            string.Join('\n', banned.Take()),
            Does.Contain(
                SentencePart.Before(static u =>
                    ModerationSentences.NameBanned("bob", u, ""))).And.EndsWith("RESET"));
        server.Pass(10 * Minute);
        LegacyPeer back = server.Connect("nickname");
        back.Write("bob");
        server.Pass(2000);
        Assert.That(string.Join('\n', back.Take()), Does.Contain("Connected to the server!"));
    }

    [Test]
    public void Clock_change_does_not_change_the_end_of_a_mute()
    {
        SimTransport bob = _fixture.Enter("bob");
        _fixture.Rule("/mute bob 10m");
        SetTheClock();
        string until = ModerationSentences.Until(DateIn(10 * Minute));
        Assert.That(
            _fixture.Rule("/users *"),
            Does.Contain($"{ChatSentences.InRooms("lobby")}{ChatSentences.ListedMuted(until)}\n"));
        Assert.That(
            _fixture.Ask(bob, "hello"), Does.StartWith(TextLine.Refused(RefusalCode.Muted, until)));
        bob.End();
        _fixture.Server.Pass((10 * Minute) - 1);
        SimTransport back = _fixture.Enter("bob");
        Assert.That(
            _fixture.Ask(back, "hello"),
            Does.StartWith(TextLine.Refused(RefusalCode.Muted, until)));
        _fixture.Server.Pass(1);
        Assert.That(_fixture.Ask(back, "hello"), Is.Empty);
        Assert.That(
            _fixture.Rule("/bans"),
            Does.EndWith($"-- {ModerationSentences.ListEmpty(ModerationSentences.MutedList)}\n"));
    }

    [Test]
    public void Mute_can_be_lifted_after_a_clock_change()
    {
        SimTransport bob = _fixture.Enter("bob");
        _fixture.Rule("/mute bob 10m");
        SetTheClock();
        Assert.That(
            _fixture.Rule("/unmute bob"),
            Is.EqualTo($"-- {ModerationSentences.HeardAgain("bob")}\n"));
        Assert.That(
            ModerationFixture.Read(bob),
            Does.EndWith($"-- {ModerationSentences.HeardAgainYourself}\n"));
        Assert.That(_fixture.Ask(bob, "hello"), Is.Empty);
    }

    [Test]
    public void Clock_change_does_not_change_when_wrong_passwords_expire()
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

        SetTheClock();
        _fixture.Server.Pass(PasswordAttempts.ForgottenMs - 1);
        SimTransport late = _fixture.Enter("late");
        Assert.That(
            _fixture.Ask(late, "/oper open sesame"),
            Does.StartWith($"-- {ModerationSentences.CheckedLater}"));
        late.End();
        _fixture.Server.Pass(1);
        _fixture.EnterOperator("later", "192.0.2.1");
    }

    [TestCase(20_000, GoodbyeReason.TooLate, false, Description = "it gives no name")]
    [TestCase(150_000, GoodbyeReason.Silent, true, Description = "it says nothing")]
    public void Clock_change_does_not_change_deadlines(int ms, GoodbyeReason reason, bool isNamed)
    {
        NativePeer peer = Greeted();
        if (isNamed)
        {
            peer.Request(RequestVerb.Name, 1, "bot");
            _fixture.Server.Settle();
        }

        SetTheClock();
        for (int left = ms; left > 0; left -= 10_000)
        {
            _fixture.Server.Pass(left - Math.Max(left - 10_000, 1));
            Assert.That(peer.Wire.IsShut, Is.False, $"{left} ms before");
        }

        _fixture.Server.Pass(1);
        Assert.That(peer.Take()[^1].Number, Is.EqualTo((ulong)reason));
        Assert.That(peer.Wire.IsShut, Is.True);
    }

    [Test]
    public void Clock_change_does_not_change_when_a_slow_reader_is_closed()
    {
        SimTransport slow = _fixture.Enter("slow");
        slow.Window = 0;
        _fixture.Write(_fixture.Ops, "hello");
        SetTheClock();
        _fixture.Server.Pass(Minute - 1);
        Assert.That(ModerationFixture.Read(_fixture.Ops), Does.Not.Contain(TextLine.Left("slow")));
        _fixture.Server.Pass(1);
        Assert.That(
            ModerationFixture.Read(_fixture.Ops),
            Does.Contain(TextLine.Left("slow", GoodbyeSentences.OthersTooSlow)));
    }

    [Test]
    public void Messages_continue_after_a_clock_change_and_carry_the_new_time()
    {
        NativePeer peer = Greeted();
        peer.Request(RequestVerb.Name, 1, "bot");
        _fixture.Server.Settle();
        peer.Take();
        _fixture.Write(_fixture.Ops, "before");
        SeenEvent before = peer.Take().Single();
        string beforeAt = TimeOfDay();
        string date = $"{DateTimeOffset.FromUnixTimeMilliseconds(before.TimeMs):yyyy-MM-dd}";
        Assert.That(before.TimeMs, Is.EqualTo(_fixture.Server.Network.SimClock.UnixMs));
        SetTheClock();
        _fixture.Write(_fixture.Ops, "after");
        SeenEvent after = peer.Take().Single();
        Assert.That(after.TimeMs - before.TimeMs, Is.EqualTo(direction * YearMs));
        Assert.That(after.Sequence, Is.EqualTo(before.Sequence + 1));
        Assert.That(TimeOfDay(), Is.Not.EqualTo(beforeAt));
        Assert.That(
            _fixture.Rule("/history"),
            Does.Contain($"| {date} {beforeAt} ops: before\n| {TimeOfDay()} ops: after\n"));
    }

    private void SetTheClock()
    {
        _fixture.Server.Network.SimClock.WallShiftMs = direction * YearMs;
        _fixture.Server.Settle();
    }

    private NativePeer Greeted()
    {
        var peer = new NativePeer(_fixture.Server.Connect());
        peer.Hello();
        _fixture.Server.Settle();
        Assert.That(peer.Take().Single().Kind, Is.EqualTo(EventKind.Welcome));
        return peer;
    }

    /// <summary>The refusal that a client gets, without the advice.</summary>
    private string Refused(string address, string name)
    {
        SimTransport wire = _fixture.Arrive(address, name);
        Assert.That(wire.IsShut, Is.True, $"{name} is admitted");
        string all = ModerationFixture.Read(wire);
        return TextLine.Unmarked(
            all[..all.IndexOf(
                $" {Refusal.For(RefusalCode.Banned).Advice}", StringComparison.Ordinal)]);
    }

    private string TimeOfDay() => Wall(0).ToString("HH:mm", CultureInfo.InvariantCulture);

    private string DateIn(long ms) =>
        Wall(ms).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private DateTimeOffset Wall(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(_fixture.Server.Network.SimClock.UnixMs + ms);
}
