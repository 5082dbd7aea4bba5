using EventLoopServer.Observability;
using EventLoopServer.Readiness;

namespace EventLoopServer.Connections;

/// <summary>
/// Watches what waits for slow readers: none of them may have much waiting for long, or take
/// nothing at all, and all together may hold so much memory and no more. Over that the slowest goes
/// first, at once and without last words: it would not read them.
/// </summary>
/// <remarks>
/// The kernel's share counts as far as it can be known: a reader for whom something waits here has
/// a full send buffer there, unless it waits for the pause after a send to be over.
/// </remarks>
internal sealed class Backlog(
    BacklogLimits limits, TimerQueue timers, TurnClock clock, Reaper reaper, ServerStats stats)
{
    private readonly List<Arrears> _waiting = [];
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
        Arrears? arrears = connection.Arrears;
        if (arrears is null)
        {
            if (waiting == 0)
            {
                return;
            }

            connection.Arrears = arrears = new Arrears(connection, this, reaper);
        }

        if (waiting < arrears.WaitingBytes || arrears.Place < 0)
        {
            arrears.ProgressMs = clock.NowMs;
        }

        WaitingBytes += waiting - arrears.WaitingBytes;
        arrears.WaitingBytes = waiting;
        bool isKernelFull = waiting > 0 && !connection.IsQuiet;
        int held = connection.Ring.HeldBytes + (isKernelFull ? limits.KernelBytes : 0);
        _ringBytes += connection.Ring.HeldBytes - arrears.RingBytes;
        arrears.RingBytes = connection.Ring.HeldBytes;
        HeldBytes += held - arrears.HeldBytes;
        arrears.HeldBytes = held;
        arrears.OverSinceMs = waiting >= limits.SlowBytes
            ? Math.Min(arrears.OverSinceMs, clock.NowMs)
            : Arrears.Never;
        if (waiting > 0)
        {
            Enter(arrears);
            Watch(arrears);
        }
        else
        {
            Leave(arrears);
        }
    }

    /// <summary>Lets the slowest go while all together hold too much.</summary>
    public void Enforce()
    {
        while (IsOver && _waiting.Count > 0)
        {
            Connection slowest = FindSlowest().Connection;
            int lost = slowest.Ring.Count;
            stats.DiscardedBytes += lost;
            slowest.LostBytes += lost;
            slowest.Ring.Clear();
            Note(slowest);
            reaper.Tear(slowest, CloseReason.TooSlow);
        }
    }

    /// <summary>A moment has come at which something may have waited for too long.</summary>
    public void Check(Arrears arrears)
    {
        if (clock.NowMs >= DueMs(arrears))
        {
            reaper.Doom(arrears.Connection, CloseReason.TooSlow);
        }
        else
        {
            Watch(arrears);
        }
    }

    /// <summary>It is moved only to an earlier time: what was taken since shows then.</summary>
    private void Watch(Arrears arrears)
    {
        long dueMs = DueMs(arrears);
        if (dueMs < Arrears.Never && (!arrears.IsSet || dueMs < arrears.DueMs))
        {
            timers.Set(arrears, dueMs);
        }
    }

    private long DueMs(Arrears arrears)
    {
        long stallMs = limits.StallMs > 0 ? arrears.ProgressMs + limits.StallMs : Arrears.Never;
        long slowMs = limits.SlowMs > 0 && arrears.OverSinceMs < Arrears.Never
            ? arrears.OverSinceMs + limits.SlowMs
            : Arrears.Never;
        return Math.Min(stallMs, slowMs);
    }

    /// <summary>The one that holds most; of several, who has taken nothing longest.</summary>
    private Arrears FindSlowest()
    {
        Arrears slowest = _waiting[0];
        foreach (Arrears arrears in _waiting)
        {
            if (arrears.HeldBytes > slowest.HeldBytes
                || (arrears.HeldBytes == slowest.HeldBytes
                    && arrears.ProgressMs < slowest.ProgressMs))
            {
                slowest = arrears;
            }
        }

        return slowest;
    }

    private void Enter(Arrears arrears)
    {
        if (arrears.Place < 0)
        {
            arrears.Place = _waiting.Count;
            _waiting.Add(arrears);
        }
    }

    private void Leave(Arrears arrears)
    {
        if (arrears.Place >= 0)
        {
            Arrears last = _waiting[^1];
            _waiting[arrears.Place] = last;
            last.Place = arrears.Place;
            _waiting.RemoveAt(_waiting.Count - 1);
            arrears.Place = -1;
            timers.Cancel(arrears);
        }
    }
}
