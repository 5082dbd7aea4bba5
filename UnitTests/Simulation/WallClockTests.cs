using System.Globalization;
using EventLoopServer.Chat;
using Protocol.Messages;

namespace UnitTests.Simulation;

/// <summary>
/// The wall clock is set by more than a year while the server runs: what is due after a span of
/// time is due as before, and what is shown and sent is the new time.
/// </summary>
[TestFixture(1)]
[TestFixture(-1)]
internal sealed class WallClockTests(int direction)
{
    private const long Minute = 60_000;

    /// <summary>A year, and an hour and a half: the time of day is another too.</summary>
    private const long YearMs = ((365 * 24 * 60) + 90) * Minute;

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
    public void Bans_end_as_if_nothing_had_happened()
    {
        SimWire other = _hall.Enter("other");
        _hall.Rule("/ban bob 10m");
        _hall.Rule("/ban 203.0.113.0/24 10m");
        SetTheClock();
        string until = $"until {DateIn(10 * Minute)}";
        Assert.That(
            _hall.Rule("/bans"),
            Does.Contain($"  bob {until}, by ops\n").And.Contains($"  203.0.113.0/24 {until}"));
        _hall.Server.Pass((10 * Minute) - 1200);
        SimWire silent = _hall.Arrive("203.0.113.9");
        _hall.Server.Pass(1199);
        Assert.That(
            Refused("192.0.2.1", "bob"), Is.EqualTo($"The name 'bob' is banned here {until}"));
        Assert.That(
            Refused("203.0.113.9", "carl"), Is.EqualTo($"Your address is banned here {until}"));
        Assert.That(
            _hall.Ask(other, "/nick bob"),
            Does.StartWith($"-- The name 'bob' is banned here {until}."));
        _hall.Server.Pass(1);
        Assert.That(Hall.Read(silent), Does.StartWith("-- Hello."), "the ban is over just now");
        _hall.Enter("bob");
        _hall.Enter("carl", "203.0.113.9");
        Assert.That(_hall.Rule("/bans"), Does.StartWith("-- Banned: nobody\n"));
    }

    [Test]
    public void Who_is_banned_is_not_greeted()
    {
        _hall.Rule("/ban 203.0.113.9 10m");
        SetTheClock();
        string until = DateIn(10 * Minute);
        SimWire silent = _hall.Arrive("203.0.113.9");
        _hall.Server.Pass(1200);
        Assert.That(
            Hall.Read(silent), Is.EqualTo($"-- Your address is banned here until {until}.\n"));
    }

    [Test]
    public void Clients_of_older_programs_stay_out_and_come_in_again_as_if_nothing_had_happened()
    {
        using var server = new OldServer();
        server.Server.Console.Run([.. "/ban bob 10m\n"u8], out _, out _);
        server.Network.SimClock.WallShiftMs = direction * YearMs;
        OldClient banned = server.Connect("nickname");
        banned.Write("bob");
        server.Pass(2000);
        Assert.That(
            string.Join('\n', banned.Take()),
            Does.Contain("'bob' is banned").And.EndsWith("RESET"));
        server.Pass(10 * Minute);
        OldClient back = server.Connect("nickname");
        back.Write("bob");
        server.Pass(2000);
        Assert.That(string.Join('\n', back.Take()), Does.Contain("Connected to the server!"));
    }

    [Test]
    public void A_mute_ends_as_if_nothing_had_happened()
    {
        SimWire bob = _hall.Enter("bob");
        _hall.Rule("/mute bob 10m");
        SetTheClock();
        string until = $"muted until {DateIn(10 * Minute)}";
        Assert.That(_hall.Rule("/users *"), Does.Contain($"in lobby; {until}\n"));
        Assert.That(_hall.Ask(bob, "hello"), Does.StartWith($"-- You have been {until}."));
        bob.End();
        _hall.Server.Pass((10 * Minute) - 1);
        SimWire back = _hall.Enter("bob");
        Assert.That(_hall.Ask(back, "hello"), Does.StartWith($"-- You have been {until}."));
        _hall.Server.Pass(1);
        Assert.That(_hall.Ask(back, "hello"), Is.Empty);
        Assert.That(_hall.Rule("/bans"), Does.EndWith("-- Muted: nobody\n"));
    }

    [Test]
    public void A_mute_can_be_taken_back()
    {
        SimWire bob = _hall.Enter("bob");
        _hall.Rule("/mute bob 10m");
        SetTheClock();
        Assert.That(_hall.Rule("/unmute bob"), Is.EqualTo("-- bob is heard again.\n"));
        Assert.That(Hall.Read(bob), Does.EndWith("-- You are heard again.\n"));
        Assert.That(_hall.Ask(bob, "hello"), Is.Empty);
    }

    [Test]
    public void Wrong_passwords_are_forgotten_neither_sooner_nor_later()
    {
        for (int i = 0; i < Tries.PerAddress; i++)
        {
            SimWire wire = _hall.Enter($"w{i}");
            Assert.That(_hall.Ask(wire, "/oper no"), Does.Contain("is wrong"), $"{i}");
            wire.End();
            _hall.Server.Settle();
        }

        SetTheClock();
        _hall.Server.Pass(Tries.ForgottenMs - 1);
        SimWire late = _hall.Enter("late");
        Assert.That(_hall.Ask(late, "/oper open sesame"), Does.StartWith("-- Many wrong pass"));
        late.End();
        _hall.Server.Pass(1);
        _hall.EnterOperator("later", "192.0.2.1");
    }

    [TestCase(20_000, GoodbyeReason.TooLate, false, Description = "it gives no name")]
    [TestCase(150_000, GoodbyeReason.Silent, true, Description = "it says nothing")]
    public void Deadlines_are_what_they_were(int ms, GoodbyeReason reason, bool isNamed)
    {
        NativePeer peer = Greeted();
        if (isNamed)
        {
            peer.Request(RequestVerb.Name, 1, "bot");
            _hall.Server.Settle();
        }

        SetTheClock();
        for (int left = ms; left > 0; left -= 10_000)
        {
            _hall.Server.Pass(left - Math.Max(left - 10_000, 1));
            Assert.That(peer.Wire.IsShut, Is.False, $"{left} ms before");
        }

        _hall.Server.Pass(1);
        Assert.That(peer.Take()[^1].Number, Is.EqualTo((ulong)reason));
        Assert.That(peer.Wire.IsShut, Is.True);
    }

    [Test]
    public void A_slow_reader_is_closed_when_it_would_have_been()
    {
        SimWire slow = _hall.Enter("slow");
        slow.Window = 0;
        _hall.Write(_hall.Ops, "hello");
        SetTheClock();
        _hall.Server.Pass(Minute - 1);
        Assert.That(Hall.Read(_hall.Ops), Does.Not.Contain("slow left"));
        _hall.Server.Pass(1);
        Assert.That(Hall.Read(_hall.Ops), Does.Contain("-- slow left (too slow)"));
    }

    [Test]
    public void Messages_go_on_and_carry_the_time_that_it_is_now()
    {
        NativePeer peer = Greeted();
        peer.Request(RequestVerb.Name, 1, "bot");
        _hall.Server.Settle();
        peer.Take();
        _hall.Write(_hall.Ops, "before");
        SeenEvent before = peer.Take().Single();
        string beforeAt = TimeOfDay();
        Assert.That(before.TimeMs, Is.EqualTo(_hall.Server.Network.SimClock.UnixMs));
        SetTheClock();
        _hall.Write(_hall.Ops, "after");
        SeenEvent after = peer.Take().Single();
        Assert.That(after.TimeMs - before.TimeMs, Is.EqualTo(direction * YearMs));
        Assert.That(after.Sequence, Is.EqualTo(before.Sequence + 1));
        Assert.That(TimeOfDay(), Is.Not.EqualTo(beforeAt));
        Assert.That(
            _hall.Rule("/history"),
            Does.Contain($"| {beforeAt} ops: before\n| {TimeOfDay()} ops: after\n"));
    }

    private void SetTheClock()
    {
        _hall.Server.Network.SimClock.WallShiftMs = direction * YearMs;
        _hall.Server.Settle();
    }

    private NativePeer Greeted()
    {
        var peer = new NativePeer(_hall.Server.Connect());
        peer.Hello();
        _hall.Server.Settle();
        Assert.That(peer.Take().Single().Kind, Is.EqualTo(EventKind.Welcome));
        return peer;
    }

    /// <summary>The reason why somebody is refused, up to the end of its first sentence.</summary>
    private string Refused(string address, string name)
    {
        SimWire wire = _hall.Arrive(address, name);
        Assert.That(wire.IsShut, Is.True, $"{name} is let in");
        string all = Hall.Read(wire);
        return all["-- ".Length..all.IndexOf(". ", StringComparison.Ordinal)];
    }

    private string TimeOfDay() => Wall(0).ToString("HH:mm", CultureInfo.InvariantCulture);

    private string DateIn(long ms) =>
        Wall(ms).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private DateTimeOffset Wall(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(_hall.Server.Network.SimClock.UnixMs + ms);
}
