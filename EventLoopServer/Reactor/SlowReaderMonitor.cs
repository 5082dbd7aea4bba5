using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Timing;

namespace EventLoopServer.Reactor;

/// <summary>
/// Closes slow readers. A slow reader has much pending output for a long time, or takes nothing at
/// all. When the pending output of all readers exceeds its limit, the reader with the most is
/// reset. It gets no goodbye text, because it would not read the text.
/// </summary>
/// <remarks>
/// The kernel's share is an estimate. A reader with pending output counts with a full send buffer.
/// The exception is a reader whose output waits for the pause after a send.
/// </remarks>
internal sealed class SlowReaderMonitor(LoopServices services, SlowReaderLimits limits)
{
    private readonly TimerQueue _timers = services.Timers;
    private readonly TurnClock _clock = services.Clock;
    private readonly CloseQueue _closeQueue = services.CloseQueue;
    private readonly ServerStats _stats = services.Stats;
    private readonly UnorderedList<PendingOutput> _waiting = new();
    private PendingOutput?[] _bySlot = new PendingOutput?[64];
    private long _ringBytes;

    /// <summary>The limits, which a reload replaces.</summary>
    public SlowReaderLimits Limits { get; set; } = limits;

    /// <summary>Bytes held for slow readers, including the kernel's share.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>Pending bytes in all rings.</summary>
    public long WaitingBytes { get; private set; }

    private bool IsOver => _ringBytes > Limits.RingBytes || HeldBytes > Limits.TotalBytes;

    /// <summary>Notes that bytes were added to a connection's ring or removed from it.</summary>
    public void Note(Connection connection)
    {
        int waiting = connection.Ring.Count;
        PendingOutput? pending = Find(connection);
        if (pending is null)
        {
            if (waiting == 0)
            {
                return;
            }

            pending = Add(connection);
        }

        if (waiting < pending.WaitingBytes || pending.Index < 0)
        {
            pending.ProgressMs = _clock.NowMs;
        }

        WaitingBytes += waiting - pending.WaitingBytes;
        pending.WaitingBytes = waiting;
        bool isKernelFull = waiting > 0 && !connection.IsSendPaused;
        int held = connection.Ring.HeldBytes + (isKernelFull ? Limits.KernelBytes : 0);
        _ringBytes += connection.Ring.HeldBytes - pending.RingBytes;
        pending.RingBytes = connection.Ring.HeldBytes;
        HeldBytes += held - pending.HeldBytes;
        pending.HeldBytes = held;
        pending.OverSinceMs = waiting >= Limits.SlowBytes
            ? Math.Min(pending.OverSinceMs, _clock.NowMs)
            : PendingOutput.Never;
        if (waiting > 0)
        {
            _waiting.Add(pending);
            Watch(pending);
        }
        else
        {
            _waiting.Remove(pending);
            _timers.Cancel(pending);
            if (connection.State >= ConnectionState.Disposed)
            {
                _bySlot[connection.Slot] = null;
            }
        }
    }

    /// <summary>
    /// Resets the slowest readers while the pending output of all readers exceeds its limit.
    /// </summary>
    public void Enforce()
    {
        while (IsOver && _waiting.Count > 0)
        {
            Connection slowest = FindSlowest().Connection;
            int lost = slowest.Ring.Count;
            _stats.DiscardedBytes += lost;
            slowest.LostBytes += lost;
            slowest.Ring.Clear();
            Note(slowest);
            _closeQueue.Abort(slowest, CloseReason.TooSlow);
        }
    }

    /// <summary>
    /// Closes a connection whose output has waited for too long. If it has not, the timer is set
    /// again.
    /// </summary>
    public void Check(PendingOutput pending)
    {
        if (_clock.NowMs >= DueMs(pending))
        {
            _closeQueue.RequestClose(pending.Connection, CloseReason.TooSlow);
        }
        else
        {
            Watch(pending);
        }
    }

    /// <returns>Null for a connection that never had pending output.</returns>
    private PendingOutput? Find(Connection connection) =>
        connection.Slot < _bySlot.Length ? _bySlot[connection.Slot] : null;

    private PendingOutput Add(Connection connection)
    {
        if (connection.Slot >= _bySlot.Length)
        {
            Array.Resize(ref _bySlot, Math.Max(_bySlot.Length * 2, connection.Slot + 1));
        }

        return _bySlot[connection.Slot] = new PendingOutput(connection, this, _closeQueue);
    }

    /// <summary>
    /// Moves the timer only to an earlier time. If the deadline is later, the timer fires too early
    /// and is then set again.
    /// </summary>
    private void Watch(PendingOutput pending)
    {
        long dueMs = DueMs(pending);
        if (dueMs < PendingOutput.Never && (!pending.IsSet || dueMs < pending.DueMs))
        {
            _timers.Set(pending, dueMs);
        }
    }

    private long DueMs(PendingOutput pending)
    {
        if (pending.Connection.Source is { HasDeadline: true })
        {
            return PendingOutput.Never;
        }

        long stallMs =
            Limits.StallMs > 0 ? pending.ProgressMs + Limits.StallMs : PendingOutput.Never;
        long slowMs = Limits.SlowMs > 0 && pending.OverSinceMs < PendingOutput.Never
            ? pending.OverSinceMs + Limits.SlowMs
            : PendingOutput.Never;
        return Math.Min(stallMs, slowMs);
    }

    /// <summary>
    /// The reader with the most held bytes. If several have the most, it is the one that has taken
    /// nothing for the longest time.
    /// </summary>
    private PendingOutput FindSlowest()
    {
        PendingOutput slowest = _waiting[0];
        for (int i = 1; i < _waiting.Count; i++)
        {
            PendingOutput pending = _waiting[i];
            if (pending.HeldBytes > slowest.HeldBytes
                || (pending.HeldBytes == slowest.HeldBytes
                    && pending.ProgressMs < slowest.ProgressMs))
            {
                slowest = pending;
            }
        }

        return slowest;
    }
}
