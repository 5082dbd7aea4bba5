using System.Net;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using EventLoopServer.Transport;

namespace UnitTests.Simulation.Network;

/// <summary>
/// The simulated world: clock, randomness, listeners, poller and background worker, all from one
/// seed.
/// </summary>
internal sealed class SimNetwork(int seed = 1) : INetwork
{
    private readonly Random _random = new(seed);
    private readonly List<Action> _afterTurn = [];
    private long _arrivals;

    public SimClock SimClock { get; init; } = new();

    public IClock Clock => SimClock;

    public SimPoller Poller { get; private set; } = null!;

    public SimWorker Worker { get; private set; } = null!;

    /// <summary>In the order in which they were opened.</summary>
    public List<SimListener> Listeners { get; } = [];

    public SimListener Listener => Listeners[0];

    /// <summary>Ports that somebody else listens on.</summary>
    public List<int> TakenPorts { get; } = [];

    /// <summary>The send buffer that the last listener was asked to give its clients.</summary>
    public int SendBufferBytes { get; private set; }

    /// <summary>Makes the channel of each new connection; null for plain ones.</summary>
    public Func<ITransportFilter>? MakeChannel { get; init; }

    /// <summary>Makes the poller, when it is another than the usual one.</summary>
    public Func<ParkingRule, ServerStats, SimPoller>? MakePoller { get; init; }

    /// <summary>Makes the wires, when they are others than the usual ones.</summary>
    public Func<string, SimNetwork, SimTransport> MakeWire { get; init; } =
        static (peer, network) => new SimTransport(peer, network);

    /// <summary>Sees what the server does with its wires; null: nobody looks.</summary>
    public ITransportObserver? Watch { get; init; }

    public ulong NextRandom() => (ulong)_random.NextInt64();

    public IPoller CreatePoller(ParkingRule rule, Mailbox mailbox, ServerStats stats) =>
        Poller = MakePoller?.Invoke(rule, stats) ?? new SimPoller(rule, stats);

    public IListener Listen(IPEndPoint endPoint, int sendBufferBytes)
    {
        if (TakenPorts.Contains(endPoint.Port))
        {
            throw new ListenException(ListenSentences.InUse($"{endPoint}"), "simulated.", null);
        }

        SendBufferBytes = sendBufferBytes;
        var listener = new SimListener(endPoint.ToString(), this);
        Listeners.Add(listener);
        return listener;
    }

    public IBackgroundWorker CreateWorker(Mailbox mailbox, int capacity) =>
        Worker = new SimWorker(mailbox, capacity, seed);

    public long NextArrival() => ++_arrivals;

    /// <summary>Something that the kernel does while the server does something else.</summary>
    public void AfterTurn(Action action) => _afterTurn.Add(action);

    public void RunAfterTurn()
    {
        Worker.Step();
        Action[] actions = [.. _afterTurn];
        _afterTurn.Clear();
        foreach (Action action in actions)
        {
            action();
        }
    }
}
