using EventLoopServer.Admission;
using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Feeds;
using EventLoopServer.Observability;
using EventLoopServer.Reactor;
using EventLoopServer.Timing;
using EventLoopServer.Transport.Legacy;
using Microsoft.Extensions.Logging.Abstractions;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Reactor;

/// <summary>
/// The parts that send, limit and close, without a loop around them: a test calls each of them
/// itself, with exact numbers of bytes and milliseconds.
/// </summary>
internal sealed class ConnectionBench : IDisposable
{
    public const int SliceBytes = 256;

    private readonly SimNetwork _network = new(seed: 1);
    private readonly Slab _slab = new(SliceBytes, 1 << 20);
    private readonly ConnectionTable _table = new(16);
    private readonly LegacyServices _legacy;

    public ConnectionBench(SlowReaderLimits limits)
    {
        Clock = new TurnClock(_network.Clock);
        var services = new LoopServices(_table, Poller, Timers, Clock, CloseQueue, Stats);
        SlowReaders = new SlowReaderMonitor(services, limits);
        Closer = new ConnectionCloser(
            services,
            Output,
            new AddressTable(new AddressLimits(0, 0, 0, 0), 64),
            SlowReaders,
            new ReadPacing(services, bytesPerTurn: SliceBytes, unitsPerSecond: 0),
            new ClientLog(NullLogger.Instance, Timers, Clock));
        PartialSends = new PartialSends(services, SlowReaders);
        Flusher = new Flusher(
            services, Output, SlowReaders, drainBytesPerTurn: 1024, presenceDelayMs: 0);
        _legacy = new LegacyServices(Timers, Clock, CloseQueue, Flusher.SendPending);
    }

    public static SlowReaderLimits NoLimits { get; } = new(1 << 22, 1 << 22, 0, 1 << 20, 0, 0);

    public NullPoller Poller { get; } = new();

    public TimerQueue Timers { get; } = new();

    public TurnClock Clock { get; }

    public TurnOutput Output { get; } = new(maxTurnBytes: 1 << 20);

    public ServerStats Stats { get; } = new();

    public CloseQueue CloseQueue { get; } = new();

    public ConnectionCloser Closer { get; }

    public SlowReaderMonitor SlowReaders { get; }

    public PartialSends PartialSends { get; }

    public Flusher Flusher { get; }

    public static SimTransport WireOf(Connection connection) => (SimTransport)connection.Transport;

    /// <param name="ringBytes">What its output ring takes.</param>
    /// <param name="peerReceiveBytes">0 for a peer that finds its messages by itself.</param>
    public Connection Connect(int ringBytes = 1 << 16, int peerReceiveBytes = 0)
    {
        ConnectionId id = _table.Reserve();
        var wire = new SimTransport($"{id.Slot + 1}", _network);
        var connection = new Connection(id, wire, _slab, ringBytes);
        if (peerReceiveBytes > 0)
        {
            connection.Filter = new LegacyFilter(connection, _legacy, peerReceiveBytes);
        }

        _table.Put(connection);
        return connection;
    }

    /// <summary>Puts bytes into a connection's ring and has the backlog look at it.</summary>
    public void Wait(Connection connection, int bytes)
    {
        Assert.That(connection.Ring.TryWrite(new byte[bytes]), Is.True, "the ring is too small");
        SlowReaders.Note(connection);
    }

    /// <summary>The reader takes bytes out of its ring.</summary>
    public void Take(Connection connection, int bytes)
    {
        connection.Ring.Consume(bytes);
        SlowReaders.Note(connection);
    }

    /// <summary>Closes a connection at once and frees its slot.</summary>
    public void Release(Connection connection)
    {
        connection.Consumer = new ClosingConsumer();
        CloseQueue.Abort(connection, CloseReason.TooSlow);
        Closer.Begin();
        Closer.Continue();
        Closer.Release();
    }

    /// <summary>Lets time pass and fires what is due then.</summary>
    public void Pass(long ms)
    {
        _network.SimClock.Advance(ms);
        Clock.Advance();
        Timers.Fire(Clock.NowMs, budget: 100);
    }

    public void Dispose() => Poller.Dispose();
}
