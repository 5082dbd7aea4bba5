namespace EventLoopServer.Timing;

/// <summary>
/// Timers by due time, as a binary heap. Timers store their index, so that removing one is as cheap
/// as adding one. Most timers are removed before they fire. For example, most clients give their
/// names in time.
/// </summary>
internal sealed class TimerQueue
{
    private LoopTimer[] _heap = new LoopTimer[64];
    private long _earliestMs = long.MinValue;

    public int Count { get; private set; }

    /// <summary>
    /// Milliseconds until the next timer is due; 0 when one is due now; -1 when there is none.
    /// </summary>
    public int UntilNextMs(long nowMs) =>
        Count == 0 ? -1 : (int)Math.Clamp(_heap[0].DueMs - nowMs, 0, int.MaxValue);

    /// <summary>Adds a timer, or moves it when it is in the queue already.</summary>
    public void Set(LoopTimer timer, long dueMs)
    {
        Cancel(timer);
        if (Count == _heap.Length)
        {
            Array.Resize(ref _heap, Count * 2);
        }

        timer.DueMs = Math.Max(dueMs, _earliestMs);
        Place(timer, Count++);
        Rise(timer.HeapIndex);
    }

    /// <summary>Removes a timer; does nothing when it is not in the queue.</summary>
    public void Cancel(LoopTimer timer)
    {
        int at = timer.HeapIndex;
        if (at < 0)
        {
            return;
        }

        timer.HeapIndex = -1;
        LoopTimer last = _heap[--Count];
        _heap[Count] = null!;
        if (last != timer)
        {
            Place(last, at);
            Rise(at);
            Sink(last.HeapIndex);
        }
    }

    /// <summary>
    /// Fires the due timers. A timer that is set during the call is due 1 ms later at the earliest,
    /// so it waits for the next turn.
    /// </summary>
    /// <param name="nowMs">The turn's time.</param>
    /// <param name="budget">
    /// The most timers that may fire. The others are still due in the next turn.
    /// </param>
    public void Fire(long nowMs, int budget)
    {
        // Without this, a timer that sets itself for the current time would fire again at once,
        // until the budget is used up.
        _earliestMs = nowMs + 1;
        while (budget-- > 0 && Count > 0 && _heap[0].DueMs <= nowMs)
        {
            LoopTimer timer = _heap[0];
            Cancel(timer);
            try
            {
                timer.Fire();
            }
            catch (Exception fault)
            {
                timer.Failed(fault);
            }
        }

        _earliestMs = long.MinValue;
    }

    private void Rise(int at)
    {
        LoopTimer timer = _heap[at];
        while (at > 0 && _heap[(at - 1) / 2].DueMs > timer.DueMs)
        {
            Place(_heap[(at - 1) / 2], at);
            at = (at - 1) / 2;
        }

        Place(timer, at);
    }

    private void Sink(int at)
    {
        LoopTimer timer = _heap[at];
        while ((2 * at) + 1 < Count)
        {
            int child = (2 * at) + 1;
            if (child + 1 < Count && _heap[child + 1].DueMs < _heap[child].DueMs)
            {
                child++;
            }

            if (_heap[child].DueMs >= timer.DueMs)
            {
                break;
            }

            Place(_heap[child], at);
            at = child;
        }

        Place(timer, at);
    }

    private void Place(LoopTimer timer, int at)
    {
        _heap[at] = timer;
        timer.HeapIndex = at;
    }
}
