using System.Net;
using System.Net.Sockets;
using System.Text;
using EventLoopServer.Configuration;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support.Recording;

namespace UnitTests.Reactor;

/// <summary>
/// Exceptions of an accept and of the first calls on an accepted socket. They cost that connection,
/// or a pause of the listener, and never the loop.
/// </summary>
internal sealed class AcceptExceptionTests
{
    /// <summary>The log event of a connection that failed before it was served.</summary>
    private const int FaultLine = 70;
    private const int PausedLine = 20;
    private const int ListenerFailedLine = 21;

    private static readonly int s_perTurn = new ServerOptions().AcceptorLimits.AcceptsPerTurn;

    private ServerLog _log = null!;
    private SimServer _server = null!;

    private SimListener Listener => _server.Network.Listeners[0];

#pragma warning disable CA2201 // Whatever may be thrown, also what code should not throw itself.
    /// <summary>The first is the one of an address of length 0.</summary>
    private static IEnumerable<Exception> PeerFaults() =>
    [
        new ArgumentException("The supplied SocketAddress is of size 0."),
        new ArgumentOutOfRangeException("size"),
        new IndexOutOfRangeException(),
        new InvalidOperationException(),
        new NotSupportedException(),
        new NullReferenceException(),
        new FormatException(),
        new OverflowException(),
        new IOException(),
        new UnauthorizedAccessException(),
        new Exception("of no special type"),
        new AggregateException(new SocketException((int)SocketError.TooManyOpenSockets)),
        new SocketException((int)SocketError.ConnectionReset),
        new SocketException((int)SocketError.ConnectionAborted),
        new SocketException((int)SocketError.NetworkDown),
        new SocketException((int)SocketError.AddressFamilyNotSupported),
        new SocketException((int)SocketError.ProtocolType),
        new SocketException((int)SocketError.AccessDenied),
    ];

    private static IEnumerable<Exception> Shortages() =>
    [
        new OutOfMemoryException(),
        new SocketException((int)SocketError.TooManyOpenSockets),
        new SocketException((int)SocketError.NoBufferSpaceAvailable),
    ];
#pragma warning restore CA2201

    private static IEnumerable<Exception> ListenerFaults() =>
    [
        new ObjectDisposedException("listener"),
        new SocketException((int)SocketError.InvalidArgument),
        new SocketException((int)SocketError.NotSocket),
    ];

    [SetUp]
    public void Start()
    {
        _log = new ServerLog();
        Start(new SimNetwork());
    }

    [TearDown]
    public void Stop() => _server.Dispose();

    [TestCaseSource(nameof(PeerFaults))]
    public void Exception_for_one_peer_leaves_the_next_peer_a_connection(Exception exception)
    {
        SimTransport alice = Enter("alice");
        SimTransport bob = _server.Connect();
        Listener.NextException = exception;
        Say(bob, "bob\n");
        Assert.That(
            Read(alice), Is.EqualTo($"{TextLine.Joined("bob")}\n"), "accepted in the same turn");
        Assert.That(_log.Count(PausedLine) + _log.Count(ListenerFailedLine), Is.Zero);
    }

    [TestCaseSource(nameof(PeerFaults))]
    public void Exception_of_every_accept_is_bounded_per_turn_and_pauses(Exception exception)
    {
        SimTransport alice = Enter("alice");
        SimListener listener = Listener;
        int before = listener.Asked;
        listener.LastingException = exception;
        _server.Settle();
        Assert.That(listener.Asked - before, Is.EqualTo(s_perTurn));
        Assert.That(_server.Network.Poller.LastTimeoutMs, Is.EqualTo(100), "a timer ends it");
        Say(alice, "/ping\n");
        Assert.That(Read(alice), Is.EqualTo($"{TextLine.Pong()}\n"));
        Assert.That(listener.Asked - before, Is.EqualTo(s_perTurn), "not asked during the pause");
        _server.Pass(100);
        Assert.That(listener.Asked - before, Is.EqualTo(2 * s_perTurn));
        listener.LastingException = null;
        _server.Pass(100);
        Enter("bob");
        Assert.That(Read(alice), Is.EqualTo($"{TextLine.Joined("bob")}\n"));
    }

    [TestCaseSource(nameof(Shortages))]
    public void Shortage_pauses_at_once(Exception exception)
    {
        SimTransport alice = Enter("alice");
        int before = Listener.Asked;
        Listener.LastingException = exception;
        _server.Settle();
        Assert.That(Listener.Asked - before, Is.EqualTo(1));
        Assert.That(_server.Network.Poller.LastTimeoutMs, Is.EqualTo(100));
        Listener.LastingException = null;
        _server.Pass(100);
        Enter("bob");
        Assert.That(Read(alice), Is.EqualTo($"{TextLine.Joined("bob")}\n"));
    }

    [TestCaseSource(nameof(ListenerFaults))]
    public void Dead_listener_is_opened_anew(Exception exception)
    {
        SimTransport alice = Enter("alice");
        Listener.NextException = exception;
        _server.Settle();
        Assert.That(Listener.IsDisposed, Is.True);
        _server.Pass(100);
        Assert.That(_server.Network.Listeners, Has.Count.EqualTo(3), "the two and a new one");
        Say(_server.Connect(listener: 2), "bob\n");
        Assert.That(Read(alice), Is.EqualTo($"{TextLine.Joined("bob")}\n"));
    }

    [Test]
    public void Exceptions_are_counted_and_logged_once_in_ten_seconds()
    {
        for (int i = 0; i < 5; i++)
        {
            Listener.NextException = new ArgumentException("size 0");
            _server.Settle();
        }

        Assert.That(_log.Count(FaultLine), Is.EqualTo(1));
        Assert.That(
            _log.Lines.Single(static l => l.Number == FaultLine).Text,
            Does.Contain(nameof(ArgumentException)).And.Contain("5050"));
        _server.Pass(10_000);
        Listener.NextException = new FormatException();
        _server.Settle();
        Assert.That(_log.Count(FaultLine), Is.EqualTo(2));
        Assert.That(
            _log.Lines.Single(static l => l.Number == ServerLog.LeftOut).Text,
            Does.StartWith("4 lines"),
            "those that had no line of their own");
    }

    [TestCase(FaultyCall.Address)]
    [TestCase(FaultyCall.Peer)]
    [TestCase(FaultyCall.ResetAtEnd)]
    public void Exception_of_an_accepted_socket_costs_that_connection(FaultyCall call)
    {
        bool isFaulty = false;
        FaultyWire? faulty = null;
        Restart(new SimNetwork
        {
            MakeWire = (peer, network) => isFaulty
                ? faulty = new FaultyWire(peer, network, call)
                : new SimTransport(peer, network),
        });
        SimTransport alice = Enter("alice");
        isFaulty = true;
        SimTransport wire = _server.Connect(listener: call == FaultyCall.ResetAtEnd ? 1 : 0);
        Say(wire, "mallory\n");
        isFaulty = false;
        Assert.That(wire, Is.SameAs(faulty));
        Say(alice, "/ping\n");
        Assert.That(Read(alice), Does.EndWith($"{TextLine.Pong()}\n"));
        Assert.That(wire.IsDisposed, Is.True, "its descriptor is given back");
        Assert.That(_server.Server.Connections, Is.EqualTo(1), "it holds no place");
        Enter("bob");
        Assert.That(Read(alice), Is.EqualTo($"{TextLine.Joined("bob")}\n"));
    }

    [TestCase(FaultyCall.ShutdownSend)]
    [TestCase(FaultyCall.Receive)]
    [TestCase(FaultyCall.Send)]
    public void Exception_while_a_connection_is_refused_costs_that_connection(FaultyCall call)
    {
        FaultyWire? faulty = null;
        int made = 0;
        Restart(
            new SimNetwork
            {
                MakeWire = (peer, network) => made++ == 1
                    ? faulty = new FaultyWire(peer, network, call)
                    : new SimTransport(peer, network),
            },
            maxClients: 1);
        SimTransport alice = Enter("alice");
        _server.Connect();
        _server.Settle();
        Assert.That(faulty!.IsDisposed, Is.True);
        SimTransport carol = _server.Connect();
        _server.Settle();
        Assert.That(Read(carol), Does.Contain("(ServerFull)"));
        Say(alice, "/ping\n");
        Assert.That(Read(alice), Is.EqualTo($"{TextLine.Pong()}\n"));
    }

    [Test]
    public void Connections_that_failed_do_not_count_for_their_address()
    {
        var address = IPAddress.Parse("192.0.2.1");
        bool isFaulty = true;
        Restart(new SimNetwork
        {
            MakeWire = (peer, network) => isFaulty
                ? new FaultyWire(peer, network, FaultyCall.Peer) { Address = address }
                : new SimTransport(peer, network) { Address = address },
        });
        for (int i = 0; i < 100; i++)
        {
            _server.Connect();
            _server.Settle();
        }

        Assert.That(_server.Server.Connections, Is.Zero);
        isFaulty = false;
        _server.Pass(600_000);
        SimTransport alice = Enter("alice");
        Assert.That(alice.IsDisposed, Is.False, "16 of this address would be the limit");
    }

    private void Restart(SimNetwork network, int maxClients = 10)
    {
        _server.Dispose();
        Start(network, maxClients);
    }

    private void Start(SimNetwork network, int maxClients = 10) => _server = new SimServer(
        new ServerOptions
        {
            Listening = ListenOptions.At(
            [
                ListenAddress.Shared(IPAddress.Loopback, 5050),
                .. ListenAddress.Compatible(IPAddress.Loopback).Take(1),
            ]),
            MaxClients = maxClients,
        },
        network: network,
        log: _log);

    private SimTransport Enter(string name)
    {
        SimTransport wire = _server.Connect();
        Say(wire, $"{name}\n");
        wire.TakeOutbound();
        return wire;
    }

    private void Say(SimTransport wire, string text)
    {
        wire.Write(Encoding.UTF8.GetBytes(text));
        _server.Settle();
    }

    private static string Read(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
