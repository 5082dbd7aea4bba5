using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Feeds;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using EventLoopServer.Transport;

namespace EventLoopServer.Reactor;

/// <summary>
/// Reads those who can be read and shows the bytes to their consumers, within the budgets of the
/// turn. Who has more than its budget allows is served again in the next turn, before the loop
/// sleeps.
/// </summary>
internal sealed class Receiver
{
    private readonly ConnectionTable _table;
    private readonly IPoller _poller;
    private readonly ConnectionCloser _closer;
    private readonly TurnClock _clock;
    private readonly TurnOutput _output;
    private readonly Flusher _flusher;
    private readonly ServerStats _stats;
    private readonly int _bytesPerTurn;
    private readonly ReceiveOperations _operations;
    private readonly Slab _slab;
    private readonly LingeringInput _lingering;
    private readonly byte[] _plain;
    private List<Connection> _ready = [];
    private List<Connection> _readyNow = [];

    public Receiver(
        ConnectionTable table,
        IPoller poller,
        ConnectionCloser closer,
        TurnClock clock,
        TurnOutput output,
        Flusher flusher,
        ServerStats stats,
        Slab slab,
        Mailbox mailbox,
        int bytesPerTurn)
    {
        _table = table;
        _poller = poller;
        _closer = closer;
        _clock = clock;
        _output = output;
        _flusher = flusher;
        _stats = stats;
        _slab = slab;
        _bytesPerTurn = bytesPerTurn;
        _lingering = new LingeringInput(closer);
        _plain = new byte[slab.SliceBytes];
        _operations = new ReceiveOperations(slab, mailbox, Completed);
    }

    /// <summary>Set once: limits reading where bytes make no requests; null: no limit.</summary>
    public ReadPacing? Pacing { get; set; }

    /// <summary>True when somebody has input left: the next wait must not sleep.</summary>
    public bool HasWork => _ready.Count > 0;

    /// <summary>Receive operations ever made: what the busiest turn needed.</summary>
    public int OperationsMade => _operations.Made;

    /// <summary>Receive operations that are out.</summary>
    public int OperationsInUse => _operations.InUse;

    /// <summary>Serves those whose budget ran out in an earlier turn.</summary>
    public void ServeReady()
    {
        (_ready, _readyNow) = (_readyNow, _ready);
        foreach (Connection connection in _readyNow)
        {
            connection.IsReady = false;
            if (connection.IsThrottled)
            {
                connection.ReadPause!.HasInput = true;
            }
            else if (connection.IsOpen)
            {
                Step(connection, default);
                EndIfOver(connection);
            }
        }

        _readyNow.Clear();
    }

    /// <summary>Goes on with a connection whose consumer wanted to wait.</summary>
    public void Resume(Connection connection)
    {
        if (!connection.IsOpen)
        {
            return;
        }

        if (connection.IsPaused)
        {
            connection.IsPaused = false;
            _poller.WantRead(connection.Slot, connection.MayRead, _clock.NowMs);
        }

        if (connection.IsThrottled)
        {
            connection.ReadPause!.HasInput = true;
            return;
        }

        ShowAgain(connection);
    }

    /// <summary>Goes on at once with a connection whose channel waited for this turn.</summary>
    public void GoOn(Connection connection)
    {
        connection.IsReady = false;
        if (connection.IsOpen && !TryReceive(connection))
        {
            Step(connection, default);
            EndIfOver(connection);
        }
    }

    /// <summary>Reads one connection.</summary>
    public void Receive(Ready ready)
    {
        Connection? connection = _table[ready.Slot];
        if (connection is null || (connection.IsReady && connection.IsOpen) || connection.InputEnded
            || connection.IsPaused || connection.IsThrottled || connection.Pended is not null)
        {
            return;
        }

        if (connection.State == ConnectionState.Lingering)
        {
            _lingering.Discard(connection);
        }
        else if (connection.IsOpen)
        {
            ReceiveOpen(connection, ready.Kind);
            _flusher.FlushAnswer(connection);
        }
    }

    /// <summary>
    /// Reads a connection that nobody has listed. One that has gone is found before work is done
    /// for it.
    /// </summary>
    /// <returns>False when nothing came, and nothing ended.</returns>
    public bool TryReceive(Connection connection)
    {
        if (!connection.MayRead || _operations.IsExhausted)
        {
            return false;
        }

        ReceiveOperation operation = _operations.Rent();
        ReceivePlainly(connection, operation);
        bool found = operation.Status != IoStatus.WouldBlock;
        Take(connection, operation);
        _operations.Return(operation);
        return found;
    }

    /// <summary>Shows a connection's input to its consumer in the next turn.</summary>
    public void ShowAgain(Connection connection)
    {
        if (!connection.IsReady)
        {
            connection.IsReady = true;
            _ready.Add(connection);
        }
    }

    /// <summary>
    /// Disposes of the pooled operations and gives their slices back. For the end.
    /// </summary>
    public void Dispose() => _operations.Dispose();

    private void ReceiveOpen(Connection connection, ReadyKind kind)
    {
        if (_operations.IsExhausted)
        {
            _closer.RequestClose(connection, CloseReason.OutOfBuffers);
            return;
        }

        ReceiveOperation operation = _operations.Rent();
        operation.Limit(connection.Input.IsHeld ? connection.Input.Room : _slab.SliceBytes);
        if (kind == ReadyKind.Woken)
        {
            // A wake-up is a hint: an SAEA would wait if it was wrong.
            ReceivePlainly(connection, operation);
            _stats.SpuriousWakes += operation.Status == IoStatus.WouldBlock ? 1 : 0;
        }
        else if (connection.Transport.ReceiveAsync(operation))
        {
            operation.Slot = connection.Slot;
            connection.Pended = operation;
            _stats.PendedReceives++;
            _poller.WantRead(connection.Slot, false, _clock.NowMs);
            return;
        }

        int total = operation.Bytes;
        bool goesOn = Take(connection, operation) && operation.Bytes == operation.Count;
        while (goesOn && total < _bytesPerTurn && !connection.IsReady && connection.MayRead)
        {
            ReceivePlainly(connection, operation);
            total += operation.Bytes;
            goesOn = Take(connection, operation) && operation.Bytes == operation.Count;
        }

        _operations.Return(operation);
    }

    private void ReceivePlainly(Connection connection, ReceiveOperation operation)
    {
        operation.Limit(connection.Input.IsHeld ? connection.Input.Room : _slab.SliceBytes);
        Span<byte> space = operation.Slice.Span[..operation.Count];
        int bytes = connection.Transport.Receive(space, out IoStatus status);
        operation.Complete(bytes, status);
    }

    /// <summary>A receive that pended has come back.</summary>
    private void Completed(ReceiveOperation operation)
    {
        // Its slot is not released while the operation pends.
        Connection connection = _table[operation.Slot]!;
        connection.Pended = null;
        if (connection.State < ConnectionState.Disposed)
        {
            _poller.WantRead(connection.Slot, connection.MayRead, _clock.NowMs);
        }

        if (connection.IsOpen)
        {
            Take(connection, operation);
        }

        _operations.Return(operation);
    }

    /// <returns>True when there may be more to read.</returns>
    private bool Take(Connection connection, ReceiveOperation operation)
    {
        if (operation.Status == IoStatus.WouldBlock)
        {
            return false;
        }

        if (operation.Status == IoStatus.Gone)
        {
            _closer.ConnectionLost(connection);
            return false;
        }

        if (operation.Bytes == 0)
        {
            connection.InputEnded = true;
            _poller.WantRead(connection.Slot, false, _clock.NowMs);
            EndIfOver(connection);
            return false;
        }

        _stats.BytesIn += operation.Bytes;
        _poller.Touch(connection.Slot, _clock.NowMs);
        Step(connection, operation.Received);
        return connection.IsOpen;
    }

    /// <summary>Shows new bytes to the consumer, and keeps what it did not use.</summary>
    private void Step(Connection connection, Span<byte> received)
    {
        var cost = ReadCost.Before(_stats, connection);
        try
        {
            if (connection.Filter is { } filter)
            {
                Open(connection, filter, received);
            }
            else
            {
                Feed(connection, received);
            }
        }
        catch (Exception fault)
        {
            // The one place where everything is caught: a fault in a command costs the connection
            // that sent it, never the loop.
            connection.Consumer.Failed(fault);
            _closer.RequestClose(connection, CloseReason.Bug);
        }

        Pacing?.Charge(connection, cost.Since(_stats, connection, received.Length));
        if (_output.IsFull)
        {
            _flusher.Flush();
        }
    }

    private void Open(Connection connection, ITransportFilter filter, Span<byte> received)
    {
        do
        {
            int room = connection.Input.IsHeld ? connection.Input.Room : _plain.Length;
            int plain = filter.Decode(received, _plain.AsSpan(0, room), connection.Ring);
            _closer.SlowReaders.Note(connection);
            received = default;
            if (connection.Ring.Count > 0 && !connection.IsSendPaused)
            {
                _poller.WantWrite(connection.Slot, true);
            }

            if (plain < 0)
            {
                _closer.RequestClose(connection, CloseReason.Malformed);
                return;
            }

            if (filter.IsWaiting && connection.IsOpen)
            {
                // Not in the list: a waiting connection must cost nothing in each turn.
                connection.IsReady = true;
                return;
            }

            Feed(connection, _plain.AsSpan(0, plain));
        }
        while (filter.HasMore
            && connection.IsOpen
            && !connection.IsReady
            && !connection.IsPaused);
        if (filter.HasEnded && !connection.InputEnded)
        {
            connection.InputEnded = true;
            _poller.WantRead(connection.Slot, false, _clock.NowMs);
            EndIfOver(connection);
        }
    }

    private void Feed(Connection connection, Span<byte> received)
    {
        InputBuffer input = connection.Input;
        ConsumeResult done;
        bool kept;
        if (input.IsHeld)
        {
            kept = input.TryAppend(received);
            done = connection.Consumer.Consume(input.Unused);
            input.Consume(done.Used, done.Left);
        }
        else
        {
            done = connection.Consumer.Consume(received);
            kept = !connection.IsOpen || input.TryAppend(received[done.Used..done.Left]);
        }

        if (!kept)
        {
            _closer.RequestClose(connection, CloseReason.OutOfBuffers);
        }

        if (done.Waits && connection.IsOpen)
        {
            connection.IsPaused = true;
            _poller.WantRead(connection.Slot, false, _clock.NowMs);
        }
        else if ((done.HasMore || connection.Filter is { HasMore: true }) && connection.IsOpen)
        {
            ShowAgain(connection);
        }
    }

    private void EndIfOver(Connection connection)
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
            _closer.RequestClose(connection, CloseReason.PeerClosed);
        }
    }
}
