using EventLoopServer.Transport;
using UnitTests.Simulation.Network;

namespace UnitTests.Simulation.World.Audit;

/// <summary>
/// Checks how the server uses its transports and operations. It throws nothing, because the server
/// would treat that as a fault of a command. The first fault is kept until the end of the turn.
/// </summary>
internal sealed class TransportLedger(Trace trace) : ITransportObserver
{
    private readonly HashSet<SimTransport> _listed = [];
    private readonly Dictionary<ReceiveOperation, SimTransport> _underWay = [];

    /// <summary>The first fault.</summary>
    public WorldFault? Fault { get; private set; }

    /// <summary>The number of pending operations.</summary>
    public int UnderWay => _underWay.Count;

    /// <summary>Starts a turn: these transports are listed, and no others.</summary>
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

    private void Open(SimTransport wire, string call)
    {
        if (wire.IsDisposed)
        {
            Complain(Invariant.ClosedUntouched, $"{call} {wire.Peer}, which is closed");
        }
    }
}
