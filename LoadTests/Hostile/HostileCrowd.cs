using System.Net;
using LoadTests.Reporting.Results;

namespace LoadTests.Hostile;

/// <summary>
/// Hostile connections, the same number of each kind. All run on one thread of their own, so that
/// their work does not delay the measured clients. Closed connections are opened again, at most one
/// in each tick of a millisecond. So the load is not just a storm of arrivals.
/// </summary>
internal sealed class HostileCrowd
{
    private readonly Lock _lock = new();
    private readonly Thread _thread;
    private readonly IPEndPoint _shared;
    private readonly IReadOnlyList<IPEndPoint> _legacy;
    private readonly IReadOnlyList<byte[]> _rooms;
    private readonly HostilePeer[] _peers;
    private readonly HostileTally[] _tallies;
    private int _nextRoom;
    private int _first;
    private bool _mayConnect;
    private bool _hasBegun;
    private volatile bool _isOver;

    /// <param name="shared">The shared port.</param>
    /// <param name="legacy">Ports for legacy clients; may be empty.</param>
    /// <param name="rooms">Rooms of the measured clients; may be empty.</param>
    /// <param name="kinds">At least one.</param>
    /// <param name="connections">The number of connections at the same time.</param>
    /// <param name="seed">The seed of everything that the connections send.</param>
    public HostileCrowd(
        IPEndPoint shared,
        IReadOnlyList<IPEndPoint> legacy,
        IReadOnlyList<byte[]> rooms,
        IReadOnlyList<HostileKind> kinds,
        int connections,
        int seed)
    {
        (_shared, _legacy, _rooms) = (shared, legacy, rooms);
        Random = new Random(seed);
        _tallies = [.. kinds.Select(static k => new HostileTally(k))];
        _peers =
        [
            .. Enumerable.Range(0, connections)
                .Select(i => new HostilePeer(this, _tallies[i % kinds.Count])),
        ];
        _thread = new Thread(Run) { IsBackground = true, Name = "hostile crowd" };
    }

    public Random Random { get; }

    /// <summary>The buffer for all receives.</summary>
    public byte[] Scratch { get; } = new byte[16 * 1024];

    public int Connections => _peers.Length;

    /// <summary>
    /// Starts the crowd, which reconnects until <see cref="Stop"/>. It starts only once.
    /// </summary>
    public void Start()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            _thread.Start();
        }
    }

    /// <returns>True for the first call in a tick.</returns>
    public bool MayConnect()
    {
        bool may = _mayConnect;
        _mayConnect = false;
        return may;
    }

    /// <summary>The address for the next connection of a kind.</summary>
    public IPEndPoint NextTarget(HostileTally tally)
    {
        int connects = tally.Connects++;
        HostileTarget target = tally.Kind.Target;
        bool isLegacy = _legacy.Count > 0
            && (target == HostileTarget.Legacy
                || (target == HostileTarget.Both && connects % 2 == 1));
        return isLegacy ? _legacy[connects / 2 % _legacy.Count] : _shared;
    }

    /// <summary>
    /// Puts some connections into a room of the measured clients. Of the connections that give a
    /// name at the shared port, every second one of a kind joins a room. The rooms take turns.
    /// </summary>
    public HostileScript Place(HostileTally tally, IPEndPoint target, HostileScript script) =>
        _rooms.Count > 0 && script.Name.Length > 0 && target == _shared && tally.Named++ % 2 == 1
            ? script.In(_rooms[_nextRoom++ % _rooms.Count])
            : script;

    /// <returns>The outcomes so far, by kind. Any thread may call this.</returns>
    public IReadOnlyList<HostileFigures> Figures()
    {
        lock (_lock)
        {
            return [.. _tallies.Select(static t => t.Figures())];
        }
    }

    /// <summary>Closes all connections, and ends the thread.</summary>
    public void Stop()
    {
        _isOver = true;
        if (_hasBegun)
        {
            _thread.Join();
        }

        foreach (HostilePeer peer in _peers)
        {
            peer.Dispose();
        }
    }

    private void Run()
    {
        while (!_isOver)
        {
            lock (_lock)
            {
                Tick(Environment.TickCount64);
            }

            Thread.Sleep(1);
        }
    }

    private void Tick(long nowMs)
    {
        _mayConnect = true;

        // Each tick begins with the next peer, so that all peers get a turn to connect.
        _first = (_first + 1) % _peers.Length;
        for (int i = 0; i < _peers.Length; i++)
        {
            _peers[(_first + i) % _peers.Length].Tick(nowMs);
        }
    }
}
