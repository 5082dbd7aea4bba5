using System.Text;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Sessions;

/// <summary>No timer outlives its reason: a name, an answer, the connection itself.</summary>
internal sealed class TimerEndTests
{
    private const int PersonMs = 180_000;
    private const int ProgramMs = 20_000;
    private const int PingMs = 90_000;

    private SimServer _server = null!;

    [SetUp]
    public void Start() => _server = new SimServer(isPaced: true);

    [TearDown]
    public void Stop() => _server.Dispose();

    [TestCase("", Description = "a greeting is due")]
    [TestCase("ali", Description = "a name is waited for")]
    [TestCase("alice\nhalf a li", Description = "the end of a line is waited for")]
    [TestCase("alice\n", 100, Description = "requests wait for their turn")]
    public void A_person_that_went_leaves_no_timer(string text, int pings = 0)
    {
        SimTransport wire = _server.Connect();
        wire.Write(Encoding.UTF8.GetBytes(
            text + string.Concat(Enumerable.Repeat("/ping\n", pings))));
        _server.Settle();
        Assert.That(_server.Network.Poller.LastTimeoutMs, Is.Positive, "something is due");
        wire.Reset();
        ExpectNoTimer();
    }

    [TestCase(false, Description = "a name is waited for")]
    [TestCase(true, Description = "its silence is watched")]
    public void A_program_that_went_leaves_no_timer(bool hasName)
    {
        NativePeer peer = Connect(hasName ? "alice" : null);
        Assert.That(_server.Network.Poller.LastTimeoutMs, Is.Positive, "something is due");
        peer.Wire.Reset();
        ExpectNoTimer();
    }

    [Test]
    public void A_program_that_took_another_name_is_asked_once_when_it_is_silent()
    {
        NativePeer peer = Connect("alice");
        peer.Request(RequestVerb.Rename, 2, "bob");
        _server.Settle();
        peer.Take();
        _server.Pass(PingMs);
        Assert.That(peer.Take().Select(static e => e.Kind), Is.EqualTo(new[] { EventKind.Ping }));
    }

    [Test]
    public void A_program_that_asks_for_a_first_name_again_stays()
    {
        NativePeer peer = Connect("alice");
        peer.Request(RequestVerb.Name, 2, "bob");
        for (int ms = 0; ms <= PersonMs; ms += 10_000)
        {
            peer.Request(RequestVerb.Ping, 3);
            _server.Pass(10_000);
        }

        Assert.That(peer.Wire.IsShut, Is.False);
        Assert.That(peer.Take()[0].Number, Is.EqualTo((ulong)RefusalCode.NamedAlready));
    }

    [TestCase(ProgramMs - 1, false)]
    [TestCase(ProgramMs, true)]
    public void The_time_of_a_program_is_counted_from_when_it_shows_to_be_one(
        int ms, bool isClosed)
    {
        SimTransport wire = _server.Connect();
        _server.Pass(50_000);
        var peer = new NativePeer(wire);
        peer.Hello();
        _server.Settle();
        Assert.That(wire.IsShut, Is.False, "a person would have had time until then");
        _server.Pass(ms);
        Assert.That(wire.IsShut, Is.EqualTo(isClosed));
    }

    [Test]
    public void Requests_that_wait_for_their_turn_are_run_when_their_sender_has_ended_its_side()
    {
        SimTransport alice = _server.Connect();
        alice.Write("alice\n"u8);
        _server.Settle();
        alice.TakeOutbound();
        alice.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("/ping\n", 40))));
        alice.End();
        for (int tenth = 0; tenth < 40; tenth++)
        {
            _server.Pass(100);
        }

        Assert.That(
            Encoding.UTF8.GetString(alice.TakeOutbound()).Split($"{TextLine.Pong()}\n"),
            Has.Length.EqualTo(41));
        Assert.That(alice.IsDisposed, Is.True, "and then it is gone");
    }

    private NativePeer Connect(string? name)
    {
        var peer = new NativePeer(_server.Connect());
        peer.Hello();
        if (name is not null)
        {
            peer.Request(RequestVerb.Name, 1, name);
        }

        _server.Settle();
        peer.Take();
        return peer;
    }

    private void ExpectNoTimer()
    {
        // Whoever waits for its turn is not read meanwhile.
        _server.Pass(200);
        Assert.That(_server.Network.Poller.LastTimeoutMs, Is.EqualTo(-1), "nothing is due");
    }
}
