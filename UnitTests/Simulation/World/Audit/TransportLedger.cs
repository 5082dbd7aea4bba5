using EventLoopServer.Transport;
using UnitTests.Simulation.Network;

namespace UnitTests.Simulation.World.Audit;

/// <summary>
/// Watches how the server treats its wires and operations. It throws nothing, because the server
/// would take that for a fault of a command: the first fault is kept for the end of the turn.
/// </summary>
internal sealed class TransportLedger(Trace trace) : ITransportObserver
{
    private readonly HashSet<SimTransport> _listed = [];
    private readonly Dictionary<ReceiveOperation, SimTransport> _underWay = [];

    /// <summary>The first thing that was wrong.</summary>
    public WorldFault? Fault { get; private set; }

    /// <summary>Operations under way.</summary>
    public int UnderWay => _underWay.Count;

    /// <summary>A turn begins: these are listed, and all others are not.</summary>
    public void List(IEnumerable<SimTransport> wires)
    {
        _listed.Clear();
        _listed.UnionWith(wires);
    }

    public void Sends(SimTransport wire, int bytes)
    {
        Open(wire, "sent to");
        if (wire.IsShut)
        {
            Complain(Invariant.ClosedUntouched, $"sent to {wire.Peer} behind its end");
        }
    }

    public void Took(SimTransport wire, ReadOnlySpan<byte> bytes) =>
        trace.Add(wire.Peer, "was sent", bytes);

    public void Receives(SimTransport wire, Span<byte> space)
    {
        Open(wire, "received from");
        foreach ((ReceiveOperation operation, SimTransport owner) in _underWay)
        {
            if (space.Overlaps(operation.Slice.Span))
            {
                Complain(
                    Invariant.UnderWayUntouched,
                    $"received from {wire.Peer} into the slice of a receive from {owner.Peer}");
            }

            if (owner == wire)
            {
                Complain(
                    Invariant.UnderWayUntouched,
                    $"received from {wire.Peer} beside a receive that is under way");
            }
        }
    }

    public void Begins(SimTransport wire, ReceiveOperation operation)
    {
        Open(wire, "began to receive from");
        if (!_listed.Remove(wire))
        {
            Complain(
                Invariant.AskedThenActed,
                $"began to receive from {wire.Peer}, which this turn's poll has not listed");
        }

        if (_underWay.ContainsValue(wire))
        {
            Complain(
                Invariant.UnderWayUntouched, $"began to receive from {wire.Peer} a second time");
        }

        if (!_underWay.TryAdd(operation, wire))
        {
            Complain(
                Invariant.UnderWayUntouched,
                $"used the operation of {_underWay[operation].Peer} for {wire.Peer} too");
        }
    }

    public void Ended(ReceiveOperation operation) => _underWay.Remove(operation);

    public void Shuts(SimTransport wire)
    {
        Open(wire, "shut");
        trace.Add(wire.Peer, "was shut");
    }

    public void Closes(SimTransport wire)
    {
        Open(wire, "closed");
        trace.Add(wire.Peer, "was closed");
    }

    public void Complain(Invariant invariant, string what) =>
        Fault ??= new WorldFault(invariant, what);

    private void Open(SimTransport wire, string deed)
    {
        if (wire.IsDisposed)
        {
            Complain(Invariant.ClosedUntouched, $"{deed} {wire.Peer}, which is closed");
        }
    }
}
