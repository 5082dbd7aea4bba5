using System.Net;
using LoadTests.Reporting;

namespace LoadTests.Hostile;

/// <summary>
/// Hostile connections, of each kind as many, all on the thread that calls. Who was ended comes
/// again, and no more than one comes in a tick: it is a crowd, and not only a storm of arrivals.
/// </summary>
internal sealed class HostileCrowd
{
    private readonly IPEndPoint _shared;
    private readonly IReadOnlyList<IPEndPoint> _older;
    private readonly HostilePeer[] _peers;
    private readonly HostileTally[] _tallies;
    private int _first;
    private bool _mayConnect;

    /// <param name="shared">The port that everybody shares.</param>
    /// <param name="older">Ports for clients of older programs; there may be none.</param>
    /// <param name="kinds">At least one.</param>
    /// <param name="connections">How many at once.</param>
    /// <param name="seed">What each says comes from it.</param>
    public HostileCrowd(
        IPEndPoint shared,
        IReadOnlyList<IPEndPoint> older,
        IReadOnlyList<HostileKind> kinds,
        int connections,
        int seed)
    {
        (_shared, _older) = (shared, older);
        Random = new Random(seed);
        _tallies = [.. kinds.Select(static k => new HostileTally(k))];
        _peers =
        [
            .. Enumerable.Range(0, connections)
                .Select(i => new HostilePeer(this, _tallies[i % kinds.Count])),
        ];
    }

    public Random Random { get; }

    /// <summary>Where what comes is read into.</summary>
    public byte[] Scratch { get; } = new byte[16 * 1024];

    public int Connections => _peers.Length;

    public void Tick(long nowMs)
    {
        _mayConnect = true;

        // The next tick begins with another one: all get their turn to connect.
        _first = (_first + 1) % _peers.Length;
        for (int i = 0; i < _peers.Length; i++)
        {
            _peers[(_first + i) % _peers.Length].Tick(nowMs);
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
        HostileDoor door = tally.Kind.Door;
        bool isOlder = _older.Count > 0
            && (door == HostileDoor.Older || (door == HostileDoor.Both && knock % 2 == 1));
        return isOlder ? _older[knock / 2 % _older.Count] : _shared;
    }

    /// <returns>What became of them so far, by kind.</returns>
    public IReadOnlyList<HostileFigures> Figures() =>
        [.. _tallies.Select(static t => t.Figures())];

    /// <summary>All go, for good.</summary>
    public void Leave()
    {
        foreach (HostilePeer peer in _peers)
        {
            peer.Dispose();
        }
    }
}
