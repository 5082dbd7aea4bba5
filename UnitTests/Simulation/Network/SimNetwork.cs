using System.Net;
using EventLoopServer.Observability;
using EventLoopServer.Passwords;
using EventLoopServer.Polling;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using EventLoopServer.Transport;

namespace UnitTests.Simulation.Network;

/// <summary>
/// The simulated operating system: clock, randomness, listeners, poller and background worker, all
/// from one seed.
/// </summary>
internal sealed class SimNetwork(int seed = 1) : INetwork
{
    private readonly Random _random = new(seed);
    private readonly List<Action> _afterTurn = [];
    private readonly List<SimWorker> _workers = [];
    private long _arrivals;

    public SimClock SimClock { get; init; } = new();

    public IClock Clock => SimClock;

    public SimPoller Poller { get; private set; } = null!;

    /// <summary>The first worker.</summary>
    public SimWorker Worker => _workers[0];

    /// <summary>The worker that hashes passwords.</summary>
    public SimWorker PasswordWorker => _workers[1];

    /// <summary>The worker of the folder of shared files.</summary>
    public SimWorker FileWorker => _workers[2];

    /// <summary>No worker has a job.</summary>
    public bool AreWorkersIdle => _workers.TrueForAll(static w => w.IsIdle);

    public SimPasswordHash PasswordHash { get; private set; } = null!;

    /// <summary>In the order in which they were opened.</summary>
    public List<SimListener> Listeners { get; } = [];

    public SimListener Listener => Listeners[0];

    /// <summary>Ports that another process listens on.</summary>
    public List<int> TakenPorts { get; } = [];

    /// <summary>The send buffer that the last listener was asked to set for its clients.</summary>
    public int SendBufferBytes { get; private set; }

    /// <summary>
    /// Makes the filter of each new connection; null for connections without one.
    /// </summary>
    public Func<ITransportFilter>? MakeChannel { get; init; }

    /// <summary>Makes the poller, if it is not the usual one.</summary>
    public Func<ParkingRule, ServerStats, SimPoller>? MakePoller { get; init; }

    /// <summary>Makes the transports, if they are not the usual ones.</summary>
    public Func<string, SimNetwork, SimTransport> MakeWire { get; init; } =
        static (peer, network) => new SimTransport(peer, network);

    /// <summary>Observes the server's calls on its transports; null for none.</summary>
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

    public IBackgroundWorker CreateWorker(Mailbox mailbox, int capacity)
    {
        _workers.Add(new SimWorker(mailbox, capacity, seed + _workers.Count));
        return _workers[^1];
    }

    public IPasswordHash CreatePasswordHash() => PasswordHash = new SimPasswordHash(seed);

    public long NextArrival() => ++_arrivals;

    /// <summary>Adds work that the kernel does after the current turn.</summary>
    public void AfterTurn(Action action) => _afterTurn.Add(action);

    public void RunAfterTurn()
    {
        _workers.ForEach(static w => w.Step());
        Action[] actions = [.. _afterTurn];
        _afterTurn.Clear();
        foreach (Action action in actions)
        {
            action();
        }
    }
}
