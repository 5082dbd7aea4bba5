using System.Text;
using EventLoopServer.Buffers;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support.Recording;

namespace UnitTests.Sessions;

/// <summary>
/// How long a client may take: for a name, for the end of a line, for a sign of life.
/// </summary>
internal sealed class DeadlineTests
{
    private const int PersonMs = 180_000;
    private const int ProgramMs = 20_000;
    private const int PingMs = 90_000;
    private const int SilentMs = 150_000;

    private readonly ServerLog _log = new();
    private SimServer _server = null!;

    [SetUp]
    public void Start() => _server = new SimServer(log: _log);

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void A_program_has_twenty_seconds_to_give_a_name()
    {
        NativePeer peer = Greeted();
        _server.Pass(ProgramMs - 1);
        Assert.That(peer.Take(), Is.Empty);
        _server.Pass(1);
        ExpectGoodbye(peer, GoodbyeReason.TooLate);
    }

    [Test]
    public void A_program_whose_name_was_refused_may_ask_somebody()
    {
        NativePeer alice = Named("alice");
        NativePeer peer = Greeted();
        _server.Pass(ProgramMs - 1);
        peer.Request(RequestVerb.Name, 1, "alice");
        _server.Settle();
        Assert.That(peer.Take().Single().Number, Is.EqualTo((ulong)RefusalCode.NameTaken));
        KeepAwake(alice, PersonMs - ProgramMs);
        Assert.That(peer.Take(), Is.Empty);
        _server.Pass(1);
        ExpectGoodbye(peer, GoodbyeReason.TooLate);
    }

    [Test]
    public void A_program_with_a_name_is_asked_after_ninety_seconds_of_silence()
    {
        NativePeer peer = Named("alice");
        _server.Pass(PingMs - 1);
        Assert.That(peer.Take(), Is.Empty);
        _server.Pass(1);
        Assert.That(peer.Take().Single().Kind, Is.EqualTo(EventKind.Ping));
        _server.Pass(SilentMs - PingMs - 1);
        Assert.That(peer.Take(), Is.Empty, "it is asked once");
        _server.Pass(1);
        ExpectGoodbye(peer, GoodbyeReason.Silent);
        _server.Pass(5000);
        Assert.That(_log.Lines.Select(static l => l.Text), Has.Some.EndsWith(
            LogSentence.Of(nameof(Log.Closed), "", CloseReason.Silent)));
    }

    [TestCase(-1)]
    [TestCase(1)]
    public void Any_answer_in_time_keeps_it_and_it_is_asked_again(int fromPingMs)
    {
        NativePeer peer = Named("alice");
        _server.Pass(PingMs + fromPingMs);
        peer.Request(RequestVerb.Ping, 0);
        _server.Settle();
        Assert.That(peer.Take()[^1].Kind, Is.EqualTo(EventKind.Pong));
        _server.Pass(PingMs - 1);
        Assert.That(peer.Take(), Is.Empty);

        // The timer was due for the end of the first silence, and looks then.
        _server.Pass(SilentMs - PingMs);
        Assert.That(peer.Take().Select(static e => e.Kind), Is.EqualTo(new[] { EventKind.Ping }));
        _server.Pass(1);
        Assert.That(
            peer.Take().Select(static e => e.Kind), Is.EqualTo(new[] { EventKind.Goodbye }));
    }

    [TestCase(PingMs, SilentMs)]
    [TestCase(10_000, 60_000)]
    [TestCase(10_000, 15_000)]
    public void Who_answers_whenever_it_is_asked_stays(int pingMs, int silentMs)
    {
        _server.Dispose();
        ClientLimits clientLimits =
            ClientLimits.Default with { PingMs = pingMs, SilentMs = silentMs };
        _server = new SimServer(new ServerOptions { ClientLimits = clientLimits });
        NativePeer peer = Named("alice");
        int asked = 0;
        for (int second = 0; second < 600; second++)
        {
            _server.Pass(1000);
            if (peer.Take().Exists(static e => e.Kind == EventKind.Ping))
            {
                asked++;
                peer.Request(RequestVerb.Ping, 1);
                _server.Settle();
            }
        }

        Assert.That(peer.Wire.IsShut, Is.False);
        Assert.That(asked, Is.EqualTo(600_000 / pingMs), "as soon as it was silent for so long");
    }

    [TestCase(10_000, 19_999)]
    [TestCase(10_000, 20_000)]
    [TestCase(10_000, 20_001)]
    [TestCase(10_000, 60_000)]
    [TestCase(10_000, 0, Description = "never closed")]
    public void A_silent_client_is_asked_once_however_long_the_limit_is(int pingMs, int silentMs)
    {
        _server.Dispose();
        ClientLimits clientLimits =
            ClientLimits.Default with { PingMs = pingMs, SilentMs = silentMs };
        _server = new SimServer(new ServerOptions { ClientLimits = clientLimits });
        NativePeer peer = Named("alice");
        int untilMs = silentMs > 0 ? silentMs : 100_000;
        _server.Pass(pingMs - 1);
        Assert.That(peer.Take(), Is.Empty);
        int asked = 0;
        for (int ms = pingMs - 1; ms < untilMs - 1; ms += 500)
        {
            _server.Pass(Math.Min(500, untilMs - 1 - ms));
            asked += peer.Take().Count(static e => e.Kind == EventKind.Ping);
        }

        Assert.That(asked, Is.EqualTo(1));
        Assert.That(peer.Wire.IsShut, Is.False);
        _server.Pass(1);
        Assert.That(
            peer.Take().Count(static e => e.Kind == EventKind.Goodbye),
            Is.EqualTo(silentMs > 0 ? 1 : 0));
    }

    [Test]
    public void People_are_not_asked_and_may_say_nothing_for_days()
    {
        SimTransport alice = _server.Connect();
        Write(alice, "alice\n");
        alice.TakeOutbound();
        _server.Pass(86_400_000);
        Assert.That(alice.TakeOutbound(), Is.Empty);
        Assert.That(alice.IsShut, Is.False);
        Assert.That(_server.Network.Poller.LastTimeoutMs, Is.EqualTo(-1), "and no timer is set");
    }

    [TestCase(PersonMs - 1, false)]
    [TestCase(PersonMs, true)]
    public void Half_a_line_is_not_held_for_ever(int ms, bool isClosed)
    {
        SimTransport alice = _server.Connect();
        Write(alice, "alice\nhalf a li");
        alice.TakeOutbound();
        Assert.That(_server.Server.Slab.RentedBy(SliceHolder.Input), Is.EqualTo(1));
        Trickle(alice, "x", ms);
        Assert.That(alice.IsShut, Is.EqualTo(isClosed));
        Assert.That(
            Encoding.UTF8.GetString(alice.TakeOutbound()),
            Is.EqualTo(
                isClosed ? $"-- {GoodbyeSentences.Unfinished}\n" : ""));
        Assert.That(
            _server.Server.Slab.RentedBy(SliceHolder.Input), Is.EqualTo(isClosed ? 0 : 1));
    }

    [Test]
    public void A_line_that_is_too_long_does_not_go_by_for_ever_either()
    {
        SimTransport alice = _server.Connect();
        Write(alice, $"alice\n{new string('x', 10_000)}");
        Trickle(alice, "x", PersonMs);
        Assert.That(alice.IsShut, Is.True);
    }

    [TestCase(ProgramMs - 1, false)]
    [TestCase(ProgramMs, true)]
    public void Half_a_frame_is_not_held_for_ever(int ms, bool isClosed)
    {
        NativePeer peer = Named("alice");
        peer.Wire.Write([200, 0, 0, (byte)RequestVerb.Say, 1]);
        Trickle(peer.Wire, "x", ms);
        Assert.That(peer.Wire.IsShut, Is.EqualTo(isClosed));
    }

    [Test]
    public void A_frame_that_is_skipped_does_not_go_by_for_ever()
    {
        NativePeer peer = Named("alice");
        peer.Wire.Write([0, 0, 8, (byte)RequestVerb.Say, 1]);
        Trickle(peer.Wire, "x", ProgramMs - 1);
        Assert.That(peer.Wire.IsShut, Is.False);
        Trickle(peer.Wire, "x", 1);
        Assert.That(peer.Wire.IsShut, Is.True);
    }

    [TestCase(0, new byte[] { 0x89 })]
    [TestCase(0, new byte[] { 0x89, (byte)'T', (byte)'C' })]
    [TestCase(0, new byte[] { 0x16 })]
    [TestCase(100_000, new byte[] { 0x89 })]
    public void A_beginning_that_only_programs_send_is_no_way_to_stay(int fromMs, byte[] first)
    {
        SimTransport wire = _server.Connect();
        _server.Pass(fromMs);
        wire.TakeOutbound();
        wire.Write(first);
        _server.Settle();
        _server.Pass(ProgramMs - 1);
        Assert.That(wire.IsShut, Is.False);
        _server.Pass(1);
        Assert.That(wire.IsShut, Is.True);
        Assert.That(
            Encoding.UTF8.GetString(wire.TakeOutbound()),
            Is.EqualTo($"-- {GoodbyeSentences.TooLate}\n"),
            "no greeting");
    }

    [TestCase("")]
    [TestCase("GE")]
    [TestCase("\u0016 is no TLS\n")]
    [TestCase("/help\n")]
    public void Who_may_be_a_person_has_three_minutes(string first)
    {
        SimTransport wire = _server.Connect();
        _server.Settle();
        foreach (char letter in first)
        {
            Write(wire, $"{letter}");
        }

        _server.Pass(PersonMs - 1);
        Assert.That(wire.IsShut, Is.False);
        Assert.That(
            Encoding.UTF8.GetString(wire.TakeOutbound()),
            Does.Contain(Encoding.UTF8.GetString(ChatSentences.Greeting)),
            "greeted");
        _server.Pass(1);
        Assert.That(wire.IsShut, Is.True);
    }

    [Test]
    public void Lines_that_are_cut_anywhere_are_no_fault_while_they_end_in_time()
    {
        SimTransport alice = _server.Connect();
        Write(alice, "alice\n");
        for (int minute = 0; minute < 60; minute++)
        {
            Write(alice, "/pi");
            _server.Pass(60_000);
            Write(alice, "ng\n/ping\n/p");
            _server.Pass(60_000);
            Write(alice, "ing\n");
        }

        Assert.That(alice.IsShut, Is.False);
    }

    [Test]
    public void Without_limits_nobody_is_hurried()
    {
        Stop();
        _server = new SimServer(new ServerOptions().WithoutLimits());
        NativePeer silent = Named("alice");
        NativePeer nameless = Greeted();
        silent.Wire.Write([200, 0, 0, (byte)RequestVerb.Say, 1]);
        _server.Pass(86_400_000);
        Assert.That(silent.Take(), Is.Empty);
        Assert.That(nameless.Take(), Is.Empty);
        Assert.That(silent.Wire.IsShut || nameless.Wire.IsShut, Is.False);
    }

    [Test]
    public void What_is_left_over_of_a_client_s_input_is_at_most_16_KiB()
    {
        Assert.That(new ServerOptions().SliceBytes, Is.LessThanOrEqualTo(16 * 1024));
        SimTransport alice = _server.Connect();
        Write(alice, $"alice\n{new string('x', 4000)}");
        Assert.That(
            _server.Server.Slab.RentedBy(SliceHolder.Input), Is.EqualTo(1), "one slice each");
        Write(alice, new string('x', 100_000));
        Assert.That(_server.Server.Slab.RentedBy(SliceHolder.Input), Is.Zero, "it goes by");
    }

    /// <summary>A byte every ten seconds.</summary>
    private void Trickle(SimTransport wire, string bytes, int ms)
    {
        for (; ms > 0; ms -= 10_000)
        {
            Write(wire, bytes);
            _server.Pass(Math.Min(ms, 10_000));
        }
    }

    private void KeepAwake(NativePeer peer, int ms)
    {
        for (; ms > 0; ms -= 20_000)
        {
            peer.Request(RequestVerb.Ping, 1);
            _server.Pass(Math.Min(ms, 20_000));
        }
    }

    private NativePeer Greeted()
    {
        var peer = new NativePeer(_server.Connect());
        peer.Hello();
        _server.Settle();
        Assert.That(peer.Take().Single().Kind, Is.EqualTo(EventKind.Welcome));
        return peer;
    }

    private NativePeer Named(string name)
    {
        NativePeer peer = Greeted();
        peer.Request(RequestVerb.Name, 1, name);
        _server.Settle();
        peer.Take();
        return peer;
    }

    private static void ExpectGoodbye(NativePeer peer, GoodbyeReason reason)
    {
        SeenEvent last = peer.Take().Single();
        Assert.That(last.Kind, Is.EqualTo(EventKind.Goodbye));
        Assert.That(last.Number, Is.EqualTo((ulong)reason));
        Assert.That(last.Text, Does.EndWith("Goodbye."));
        Assert.That(peer.Wire.IsShut, Is.True);
    }

    private void Write(SimTransport wire, string text)
    {
        if (!wire.IsShut)
        {
            wire.Write(Encoding.UTF8.GetBytes(text));
        }

        _server.Settle();
    }
}
