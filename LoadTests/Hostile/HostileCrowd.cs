using System.Net;
using LoadTests.Reporting.Results;

namespace LoadTests.Hostile;

/// <summary>
/// Hostile connections, of each kind as many, all on one thread of their own: what they do must not
/// hold up the clients that are measured. Who was ended comes again, and no more than one comes in
/// a tick of a millisecond: it is a crowd, and not only a storm of arrivals.
/// </summary>
internal sealed class HostileCrowd
{
    private readonly Lock _lock = new();
    private readonly Thread _thread;
    private readonly IPEndPoint _shared;
    private readonly IReadOnlyList<IPEndPoint> _older;
    private readonly IReadOnlyList<byte[]> _rooms;
    private readonly HostilePeer[] _peers;
    private readonly HostileTally[] _tallies;
    private int _mingled;
    private int _first;
    private bool _mayConnect;
    private bool _hasBegun;
    private volatile bool _isOver;

    /// <param name="shared">The port that everybody shares.</param>
    /// <param name="older">Ports for clients of older programs; there may be none.</param>
    /// <param name="rooms">Where honest people talk; there may be none.</param>
    /// <param name="kinds">At least one.</param>
    /// <param name="connections">How many at once.</param>
    /// <param name="seed">What each says comes from it.</param>
    public HostileCrowd(
        IPEndPoint shared,
        IReadOnlyList<IPEndPoint> older,
        IReadOnlyList<byte[]> rooms,
        IReadOnlyList<HostileKind> kinds,
        int connections,
        int seed)
    {
        (_shared, _older, _rooms) = (shared, older, rooms);
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

    /// <summary>Where what comes is read into.</summary>
    public byte[] Scratch { get; } = new byte[16 * 1024];

    public int Connections => _peers.Length;

    /// <summary>They come, and come again, until they leave. What was begun is not begun twice.
    /// </summary>
    public void Come()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            _thread.Start();
        }
    }

    /// <returns>True once in a tick.</returns>
    public bool MayConnect()
    {
        bool may = _mayConnect;
        _mayConnect = false;
        return may;
    }

    /// <summary>Where the next one of a kind knocks.</summary>
    public IPEndPoint NextDoor(HostileTally tally)
    {
        int knock = tally.Knocks++;
        HostileTarget door = tally.Kind.Door;
        bool isOlder = _older.Count > 0
            && (door == HostileTarget.Older || (door == HostileTarget.Both && knock % 2 == 1));
        return isOlder ? _older[knock / 2 % _older.Count] : _shared;
    }

    /// <summary>
    /// Of those who give a name at the shared port, every second one of a kind goes from the lobby
    /// to a room of honest people, a room after the other.
    /// </summary>
    public HostileScript Place(HostileTally tally, IPEndPoint door, HostileScript script) =>
        _rooms.Count > 0 && script.Name.Length > 0 && door == _shared && tally.Named++ % 2 == 1
            ? script.In(_rooms[_mingled++ % _rooms.Count])
            : script;

    /// <returns>What became of them so far, by kind. Any thread may ask.</returns>
    public IReadOnlyList<HostileFigures> Figures()
    {
        lock (_lock)
        {
            return [.. _tallies.Select(static t => t.Figures())];
        }
    }

    /// <summary>All go, for good.</summary>
    public void Leave()
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

        // The next tick begins with another one: all get their turn to connect.
        _first = (_first + 1) % _peers.Length;
        for (int i = 0; i < _peers.Length; i++)
        {
            _peers[(_first + i) % _peers.Length].Tick(nowMs);
        }
    }
}
