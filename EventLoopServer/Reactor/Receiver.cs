using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Timing;
using EventLoopServer.Transport;

namespace EventLoopServer.Reactor;

/// <summary>
/// Receives from readable connections and passes the bytes to their consumers, within the budgets
/// of the turn. A connection with more input than its budget is served again in the next turn,
/// before the loop sleeps.
/// </summary>
internal sealed class Receiver : ITimerOwner<Connection>
{
    private readonly ConnectionTable _table;
    private readonly IPoller _poller;
    private readonly TimerQueue _timers;
    private readonly TurnClock _clock;
    private readonly CloseQueue _closeQueue;
    private readonly ServerStats _stats;
    private readonly Flusher _flusher;
    private readonly LingeringInput _lingering;
    private readonly InputDelivery _delivery;
    private readonly ReceiveOperations _operations;
    private readonly ReadPacing _pacing;
    private readonly Action<ReceiveOperation> _completed;

    public Receiver(
        LoopServices services,
        Flusher flusher,
        ConnectionCloser closer,
        InputDelivery delivery,
        ReceiveOperations operations,
        ReadPacing pacing)
    {
        _table = services.Table;
        _poller = services.Poller;
        _timers = services.Timers;
        _clock = services.Clock;
        _closeQueue = services.CloseQueue;
        _stats = services.Stats;
        _flusher = flusher;
        _lingering = new LingeringInput(closer);
        _delivery = delivery;
        _operations = operations;
        _pacing = pacing;
        _completed = Completed;
    }

    /// <summary>True when a connection has input left. The next wait must then not sleep.</summary>
    public bool HasWork => _delivery.HasWork;

    /// <summary>
    /// Receive operations created so far. This is also the highest number in use at the same time.
    /// </summary>
    public int OperationsMade => _operations.Made;

    /// <summary>Receive operations in use.</summary>
    public int OperationsInUse => _operations.InUse;

    /// <summary>Serves connections whose budget ran out in an earlier turn.</summary>
    public void ServeReady()
    {
        List<Connection> ready = _delivery.TakeReady();
        foreach (Connection connection in ready)
        {
            connection.IsReady = false;
            if (connection.IsThrottled)
            {
                connection.HasHeldInput = true;
            }
            else if (connection.IsOpen)
            {
                Step(connection, default);
                _delivery.EndIfOver(connection);
            }
        }

        ready.Clear();
    }

    /// <summary>Continues to read a connection whose consumer asked to wait.</summary>
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
            connection.HasHeldInput = true;
            return;
        }

        _delivery.ShowAgain(connection);
    }

    /// <summary>
    /// Continues a connection whose TLS handshake has waited in the queue of handshakes. Until now
    /// it was marked as ready, so that the poller's reports are ignored, but the ready list does
    /// not have it.
    /// </summary>
    public void Continue(Connection connection)
    {
        connection.IsReady = false;
        if (connection.IsOpen && !TryReceive(connection))
        {
            Step(connection, default);
            _delivery.EndIfOver(connection);
        }
    }

    /// <summary>Reads one connection that the poller listed.</summary>
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
    /// Reads a connection that the poller did not list. So a lost connection is detected before the
    /// server does work for it.
    /// </summary>
    /// <returns>False when no byte arrived and the input has not ended.</returns>
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

    /// <summary>
    /// Disposes of the pooled operations and returns their slices when the server ends.
    /// </summary>
    public void Dispose() => _operations.Dispose();

    void ITimerOwner<Connection>.Due(Connection connection) => EndReadPause(connection);

    void ITimerOwner<Connection>.Failed(Connection connection, Exception fault)
    {
        connection.Consumer.Failed(fault);
        _closeQueue.RequestClose(connection, CloseReason.Bug);
    }

    private void ReceiveOpen(Connection connection, ReadyKind kind)
    {
        if (_operations.IsExhausted)
        {
            _closeQueue.RequestClose(connection, CloseReason.OutOfBuffers);
            return;
        }

        ReceiveOperation operation = _operations.Rent();
        operation.Limit(connection.Input.IsHeld ? connection.Input.Room : _operations.SliceBytes);
        if (kind == ReadyKind.Woken)
        {
            // A wake-up is only a hint. If it was wrong, a receive with the operation
            // (SocketAsyncEventArgs) would wait and keep its slice.
            ReceivePlainly(connection, operation);
            _stats.SpuriousWakes += operation.Status == IoStatus.WouldBlock ? 1 : 0;
        }
        else if (connection.Transport.ReceiveAsync(operation))
        {
            operation.Pend(connection.Slot, _completed);
            connection.Pended = operation;
            _stats.PendedReceives++;
            _poller.WantRead(connection.Slot, false, _clock.NowMs);
            return;
        }

        int total = operation.Bytes;
        bool goesOn = Take(connection, operation) && operation.Bytes == operation.Count;
        while (goesOn && total < _pacing.BytesPerTurn && !connection.IsReady && connection.MayRead)
        {
            ReceivePlainly(connection, operation);
            total += operation.Bytes;
            goesOn = Take(connection, operation) && operation.Bytes == operation.Count;
        }

        _operations.Return(operation);
    }

    private void ReceivePlainly(Connection connection, ReceiveOperation operation)
    {
        operation.Limit(connection.Input.IsHeld ? connection.Input.Room : _operations.SliceBytes);
        Span<byte> space = operation.Slice.Span[..operation.Count];
        int bytes = connection.Transport.Receive(space, out IoStatus status);
        operation.Complete(bytes, status);
    }

    /// <summary>Called when a receive that did not complete in its call has completed.</summary>
    private void Completed(ReceiveOperation operation)
    {
        // The connection's slot is not released while the operation is in progress.
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
            _closeQueue.ConnectionLost(connection);
            return false;
        }

        if (operation.Bytes == 0)
        {
            connection.InputEnded = true;
            _poller.WantRead(connection.Slot, false, _clock.NowMs);
            _delivery.EndIfOver(connection);
            return false;
        }

        _stats.BytesIn += operation.Bytes;
        _poller.Touch(connection.Slot, _clock.NowMs);
        Step(connection, operation.Received);
        return connection.IsOpen;
    }

    /// <summary>
    /// Passes bytes to the consumer, and pauses reading when the bytes cost too much work.
    /// </summary>
    private void Step(Connection connection, Span<byte> received)
    {
        long units = _delivery.Deliver(connection, received);
        if (_pacing.Charge(connection, units) is > 0 and long pauseMs)
        {
            connection.ReadPause ??= new OwnedTimer<Connection>(connection, this);
            _timers.Set(connection.ReadPause, _clock.NowMs + pauseMs);
            _poller.WantRead(connection.Slot, false, _clock.NowMs);
        }

        _flusher.FlushIfFull();
    }

    private void EndReadPause(Connection connection)
    {
        _pacing.End(connection);
        if (!connection.IsOpen)
        {
            return;
        }

        _pacing.SpendBurst(connection);
        bool hasInput = connection.HasHeldInput || connection.Filter is { HasMore: true };
        connection.HasHeldInput = false;
        if (hasInput && !connection.IsPaused)
        {
            _delivery.ShowAgain(connection);
        }
        else if (!connection.IsReady)
        {
            // The connection is read at once. If it then pauses again, it stays out of the poller's
            // list, where it would displace sockets that cost little.
            TryReceive(connection);
        }

        _poller.WantRead(connection.Slot, connection.MayRead, _clock.NowMs);
    }
}
