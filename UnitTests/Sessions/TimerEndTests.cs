using System.Text;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Sessions;

/// <summary>No timer outlives its reason: a name, an answer, or the connection itself.</summary>
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
    public void Disconnected_text_client_leaves_no_timer(string text, int pings = 0)
    {
        SimTransport wire = _server.Connect();
        wire.Write(Encoding.UTF8.GetBytes(
            text + string.Concat(Enumerable.Repeat("/ping\n", pings))));
        _server.Settle();
        Assert.That(_server.Network.Poller.LastTimeoutMs, Is.Positive, "a timer is set");
        wire.Reset();
        ExpectNoTimer();
    }

    [TestCase(false, Description = "a name is waited for")]
    [TestCase(true, Description = "its silence is watched")]
    public void Disconnected_native_client_leaves_no_timer(bool hasName)
    {
        NativePeer peer = Connect(hasName ? "alice" : null);
        Assert.That(_server.Network.Poller.LastTimeoutMs, Is.Positive, "a timer is set");
        peer.Wire.Reset();
        ExpectNoTimer();
    }

    [Test]
    public void Renamed_native_client_is_pinged_once_when_silent()
    {
        NativePeer peer = Connect("alice");
        peer.Request(RequestVerb.Rename, 2, "bob");
        _server.Settle();
        peer.Take();
        _server.Pass(PingMs);
        Assert.That(peer.Take().Select(static e => e.Kind), Is.EqualTo(new[] { EventKind.Ping }));
    }

    [Test]
    public void Repeated_name_request_does_not_close_a_native_client()
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
    public void Deadline_of_a_native_client_starts_when_its_dialect_is_recognised(
        int ms, bool isClosed)
    {
        SimTransport wire = _server.Connect();
        _server.Pass(50_000);
        var peer = new NativePeer(wire);
        peer.Hello();
        _server.Settle();
        Assert.That(wire.IsShut, Is.False, "a text client would have until then");
        _server.Pass(ms);
        Assert.That(wire.IsShut, Is.EqualTo(isClosed));
    }

    [Test]
    public void Deferred_requests_run_after_their_sender_half_closes()
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
        Assert.That(alice.IsDisposed, Is.True, "it is closed afterwards");
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
        // A client whose requests are deferred is not read meanwhile.
        _server.Pass(200);
        Assert.That(_server.Network.Poller.LastTimeoutMs, Is.EqualTo(-1), "no timer is set");
    }
}
