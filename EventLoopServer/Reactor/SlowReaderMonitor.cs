using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Timing;

namespace EventLoopServer.Reactor;

/// <summary>
/// Watches what waits for slow readers: none of them may have much waiting for long, or take
/// nothing at all, and all together may hold so much memory and no more. Over that the slowest goes
/// first, at once and without last words: it would not read them.
/// </summary>
/// <remarks>
/// The kernel's share counts as far as it can be known: a reader for whom something waits here has
/// a full send buffer there, unless it waits for the pause after a send to be over.
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

    /// <summary>Bytes held for slow readers, the kernel's share included.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>Bytes that wait in all rings.</summary>
    public long WaitingBytes { get; private set; }

    private bool IsOver => _ringBytes > limits.RingBytes || HeldBytes > limits.TotalBytes;

    /// <summary>Something was put into a connection's ring, or has left it.</summary>
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
        int held = connection.Ring.HeldBytes + (isKernelFull ? limits.KernelBytes : 0);
        _ringBytes += connection.Ring.HeldBytes - pending.RingBytes;
        pending.RingBytes = connection.Ring.HeldBytes;
        HeldBytes += held - pending.HeldBytes;
        pending.HeldBytes = held;
        pending.OverSinceMs = waiting >= limits.SlowBytes
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

    /// <summary>Lets the slowest go while all together hold too much.</summary>
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

    /// <summary>A moment has come at which something may have waited for too long.</summary>
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

    /// <returns>Null while nothing has ever waited for it.</returns>
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

    /// <summary>It is moved only to an earlier time: what was taken since shows then.</summary>
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
        long stallMs =
            limits.StallMs > 0 ? pending.ProgressMs + limits.StallMs : PendingOutput.Never;
        long slowMs = limits.SlowMs > 0 && pending.OverSinceMs < PendingOutput.Never
            ? pending.OverSinceMs + limits.SlowMs
            : PendingOutput.Never;
        return Math.Min(stallMs, slowMs);
    }

    /// <summary>The one that holds most; of several, who has taken nothing longest.</summary>
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
