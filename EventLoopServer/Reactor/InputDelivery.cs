using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Timing;
using EventLoopServer.Transport;

namespace EventLoopServer.Reactor;

/// <summary>
/// Passes received bytes through the connection's filter to its consumer, and keeps the bytes that
/// the consumer did not use. A connection whose consumer stopped at its budget is on the ready list
/// for the next turn.
/// </summary>
internal sealed class InputDelivery(
    LoopServices services, SlowReaderMonitor slowReaders, int sliceBytes)
{
    private readonly IPoller _poller = services.Poller;
    private readonly TurnClock _clock = services.Clock;
    private readonly CloseQueue _closeQueue = services.CloseQueue;
    private readonly ServerStats _stats = services.Stats;
    private readonly byte[] _plain = new byte[sliceBytes];
    private List<Connection> _ready = [];
    private List<Connection> _readyNow = [];

    /// <summary>True when a connection has input left. The next wait must then not sleep.</summary>
    public bool HasWork => _ready.Count > 0;

    /// <summary>Passes a connection's input to its consumer in the next turn.</summary>
    public void ShowAgain(Connection connection)
    {
        if (!connection.IsReady)
        {
            connection.IsReady = true;
            _ready.Add(connection);
        }
    }

    /// <returns>
    /// The connections with input left. The list is valid until the next call. The caller clears
    /// it.
    /// </returns>
    public List<Connection> TakeReady()
    {
        (_ready, _readyNow) = (_readyNow, _ready);
        return _readyNow;
    }

    /// <summary>Passes the kept bytes and the new bytes to the consumer.</summary>
    /// <returns>
    /// Units of work, less the units that requests earned (<see cref="ReadPacing"/>).
    /// </returns>
    public long Deliver(Connection connection, Span<byte> received)
    {
        var cost = ReadCost.Before(_stats, connection);
        try
        {
            ITransportFilter? filter =
                connection.Filter is { FiltersInput: true } decoder ? decoder : null;
            Span<byte> plain = received;
            if (filter is not null && !TryDecode(connection, filter, received, out plain))
            {
                return cost.Since(_stats, connection, received.Length);
            }

            InputBuffer input = connection.Input;
            ConsumeResult done;
            bool kept;
            if (input.IsHeld)
            {
                kept = input.TryAppend(plain);
                done = connection.Consumer.Consume(input.Unused);
                input.Consume(done.Used, done.Left);
            }
            else
            {
                done = connection.Consumer.Consume(plain);
                kept = !connection.IsOpen || input.TryAppend(plain[done.Used..done.Left]);
            }

            if (!kept)
            {
                _closeQueue.RequestClose(connection, CloseReason.OutOfBuffers);
            }

            if (done.Waits && connection.IsOpen)
            {
                connection.IsPaused = true;
                _poller.WantRead(connection.Slot, false, _clock.NowMs);
            }
            else if ((done.HasMore || connection.Filter is { HasMore: true }) && connection.IsOpen)
            {
                // The property is read again, because the consumer may just have attached a filter.
                ShowAgain(connection);
            }

            if (filter is { HasEnded: true } && !connection.InputEnded)
            {
                connection.InputEnded = true;
                _poller.WantRead(connection.Slot, false, _clock.NowMs);
                EndIfOver(connection);
            }
        }
        catch (Exception fault)
        {
            // Every exception is caught here. A fault in a command ends only the connection that
            // sent the command, never the loop.
            connection.Consumer.Failed(fault);
            _closeQueue.RequestClose(connection, CloseReason.Bug);
        }

        return cost.Since(_stats, connection, received.Length);
    }

    /// <summary>Closes a connection whose peer sends no more, if all its input was used.</summary>
    public void EndIfOver(Connection connection)
    {
        if (!connection.InputEnded || connection.IsReady || connection.IsPaused)
        {
            return;
        }

        if (connection.IsOpen && connection.Consumer.Ended())
        {
            ShowAgain(connection);
        }
        else
        {
            _closeQueue.RequestClose(connection, CloseReason.PeerClosed);
        }
    }

    /// <returns>False when there is nothing to consume now.</returns>
    private bool TryDecode(
        Connection connection, ITransportFilter filter, Span<byte> received, out Span<byte> plain)
    {
        int room = connection.Input.IsHeld ? connection.Input.Room : _plain.Length;
        int bytes = filter.Decode(received, _plain.AsSpan(0, room), connection.Ring);
        plain = _plain.AsSpan(0, Math.Max(bytes, 0));
        slowReaders.Note(connection);
        if (connection.Ring.Count > 0 && !connection.IsSendPaused)
        {
            _poller.WantWrite(connection.Slot, true);
        }

        if (bytes < 0)
        {
            _closeQueue.RequestClose(connection, CloseReason.Malformed);
            return false;
        }

        if (filter.IsWaiting && connection.IsOpen)
        {
            // The connection is not put on the ready list, because a waiting connection must cost
            // nothing in a turn.
            connection.IsReady = true;
            return false;
        }

        return true;
    }
}
