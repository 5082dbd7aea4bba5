using EventLoopServer.Admission;
using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Feeds;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Timing;

namespace EventLoopServer.Reactor;

/// <summary>
/// The only class that closes connections and frees their slots. It takes requests from the
/// <see cref="CloseQueue"/> once a turn. A close has these steps. The member leaves the chat.
/// Pending output and the goodbye text are sent. Input is discarded for a moment. The transport is
/// disposed of. The slot is freed when no operation is in progress.
/// </summary>
internal sealed class ConnectionCloser(
    LoopServices services,
    TurnOutput output,
    AddressTable addresses,
    SlowReaderMonitor slowReaders,
    ReadPacing pacing,
    ClientLog log) : ITimerOwner<Connection>
{
    /// <summary>
    /// How long input is discarded after the goodbye text. A close with unread input would send a
    /// reset, and the peer would lose that text.
    /// </summary>
    private const long LingerMs = 2000;

    /// <summary>
    /// Discarded bytes above which the transport is closed at once. The rest of a refused file does
    /// not count.
    /// </summary>
    private const int LingerBytes = 64 * 1024;

    /// <summary>
    /// How long a refused body is discarded. Origin: a file of 16 MiB takes 27 s at 5 Mbit/s.
    /// </summary>
    private const long LingerBodyMs = 30_000;

    /// <summary>How long pending output and the goodbye text may take.</summary>
    private const long FlushMs = 5000;

    private readonly IPoller _poller = services.Poller;
    private readonly TimerQueue _timers = services.Timers;
    private readonly TurnClock _clock = services.Clock;
    private readonly ServerStats _stats = services.Stats;
    private readonly CloseQueue _queue = services.CloseQueue;
    private readonly UnorderedList<Connection> _flushing = new();
    private readonly UnorderedList<Connection> _disposed = new();

    /// <summary>True while a close is requested. The next wait must then not sleep.</summary>
    public bool HasWork => _queue.Count > 0;

    /// <summary>True while the server stops. Input is then discarded only briefly.</summary>
    public bool IsHurried { get; set; }

    /// <summary>
    /// Begins the requested closes. The members of these connections leave the chat.
    /// </summary>
    public void Begin()
    {
        // A member that leaves may cause other closes. So the queue may grow during the loop.
        for (int i = 0; i < _queue.Count; i++)
        {
            Begin(_queue[i]);
        }

        _queue.Clear();
    }

    /// <summary>Continues the closes whose goodbye text was sent. Called after the flush.</summary>
    public void Continue()
    {
        for (int i = _flushing.Count - 1; i >= 0; i--)
        {
            Connection connection = _flushing[i];
            bool sent = connection.Ring.Count == 0 && !TryAddLastOutput(connection);
            if (!sent && !connection.IsLost && !connection.OutputTruncated)
            {
                continue;
            }

            _flushing.Remove(connection);
            if (connection.IsLost || connection.OutputTruncated)
            {
                Dispose(connection);
            }
            else
            {
                Linger(connection);
            }
        }
    }

    /// <summary>Frees the slots of connections that have no operation in progress.</summary>
    public void Release()
    {
        for (int i = _disposed.Count - 1; i >= 0; i--)
        {
            Connection connection = _disposed[i];
            if (connection.Pended is not null || !_poller.IsIdle(connection.Slot))
            {
                continue;
            }

            _disposed.Remove(connection);
            connection.State = ConnectionState.Released;
            services.Table.Release(connection);
            addresses.Leave(
                connection.AdmittedAddress, connection.MustResume, _clock.NowMs);
        }
    }

    /// <summary>
    /// Counts discarded input of a closing connection. 0 bytes mean the end of the input.
    /// </summary>
    public void Discard(Connection connection, int bytes)
    {
        connection.LingeredBytes += bytes;
        if (bytes == 0 || connection.LingeredBytes - connection.UnreadBodyBytes > LingerBytes)
        {
            Dispose(connection);
        }
    }

    /// <summary>Ends a close that took too long.</summary>
    public void Expire(Connection connection)
    {
        if (connection.State is ConnectionState.Flushing or ConnectionState.Lingering)
        {
            Dispose(connection);
        }
    }

    /// <summary>Ends the closes of all connections.</summary>
    public void ExpireAll()
    {
        for (int slot = 0; slot < services.Table.SlotsUsed; slot++)
        {
            if (services.Table[slot] is { } connection)
            {
                Expire(connection);
            }
        }
    }

    /// <summary>Requests the close of all connections.</summary>
    public void RequestAll(CloseReason reason)
    {
        for (int slot = 0; slot < services.Table.SlotsUsed; slot++)
        {
            if (services.Table[slot] is { } connection)
            {
                _queue.RequestClose(connection, reason);
            }
        }
    }

    /// <summary>Disposes of the transport at once.</summary>
    public void Dispose(Connection connection)
    {
        if (connection.State >= ConnectionState.Disposed)
        {
            return;
        }

        if (connection.State == ConnectionState.Flushing
            && !connection.IsLost
            && connection.Filter is not { ResetAfterMs: > 0 })
        {
            EndOutput(connection);
        }

        connection.State = ConnectionState.Disposed;
        _timers.Cancel(connection.CloseTimer!);
        _poller.Unwatch(connection.Slot);
        connection.Filter?.Release();
        connection.Transport.Dispose();
        DropRing(connection);
        _stats.Closed++;
        _stats.ClosedBy[(int)connection.CloseReason]++;
        slowReaders.Note(connection);
        connection.Input.Release();
        _flushing.Remove(connection);
        _disposed.Add(connection);
        log.Closed(connection, connection.LostBytes);
    }

    void ITimerOwner<Connection>.Due(Connection connection) => Expire(connection);

    void ITimerOwner<Connection>.Failed(Connection connection, Exception fault) =>
        Dispose(connection);

    private static void EndOutput(Connection connection)
    {
        if (connection.OutputTruncated || connection.Ring.Count > 0)
        {
            // The peer does not read, and its kernel's buffer is full. Without a reset, our kernel
            // would keep a full send buffer after the close.
            connection.Transport.ResetAtEnd();
        }
        else
        {
            // An operation may be in progress. Without this shutdown, closing the socket would then
            // reset the connection, and the sent bytes would be lost.
            connection.Transport.ShutdownSend();
        }
    }

    private void Begin(Connection connection)
    {
        connection.State = ConnectionState.Flushing;
        connection.IsPaused = false;
        pacing.End(connection);
        _poller.WantRead(connection.Slot, false, _clock.NowMs);
        connection.Input.Release();
        connection.CloseTimer = new OwnedTimer<Connection>(connection, this);
        _timers.Set(connection.CloseTimer, _clock.NowMs + FlushMs);
        _flushing.Add(connection);
        if (connection.OutputSkipped || connection.OutputTruncated)
        {
            output.Forget(connection.Plan);
        }

        try
        {
            connection.Consumer.Closing(connection.CloseReason);
        }
        catch (Exception fault)
        {
            connection.Consumer.Failed(fault);
        }

        output.UnsubscribeAll(connection.Plan);
        if (connection.OutputTruncated)
        {
            DropRing(connection);
            slowReaders.Note(connection);
            _poller.WantWrite(connection.Slot, false);
        }
    }

    /// <returns>True when the filter has added its last output, which must be sent first.</returns>
    private bool TryAddLastOutput(Connection connection)
    {
        if (connection.IsLost || connection.Filter?.TryFinish(connection.Ring) is not true)
        {
            return false;
        }

        slowReaders.Note(connection);
        _poller.WantWrite(connection.Slot, true);
        return true;
    }

    private void Linger(Connection connection)
    {
        connection.State = ConnectionState.Lingering;
        if (connection.Filter is { ResetAfterMs: > 0 and var resetMs })
        {
            _poller.WantRead(connection.Slot, !connection.InputEnded, _clock.NowMs);
            _timers.Set(connection.CloseTimer!, _clock.NowMs + resetMs);
            return;
        }

        connection.Transport.ShutdownSend();
        if (connection.InputEnded)
        {
            Dispose(connection);
            return;
        }

        _poller.WantRead(connection.Slot, true, _clock.NowMs);
        long ms = IsHurried ? LingerMs / 10
            : connection.UnreadBodyBytes > 0 ? LingerBodyMs
            : LingerMs;
        _timers.Set(connection.CloseTimer!, _clock.NowMs + ms);
    }

    /// <summary>Discards the pending output, and counts it as lost.</summary>
    private void DropRing(Connection connection)
    {
        int lost = connection.Ring.Count;
        _stats.DiscardedBytes += lost;
        connection.LostBytes += lost;
        connection.Ring.Clear();
    }
}
