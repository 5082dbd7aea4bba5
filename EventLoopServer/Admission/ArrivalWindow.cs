namespace EventLoopServer.Admission;

/// <summary>
/// Counts one address's arrivals in a window of time that ends now. An arrival counts for at least
/// the length of the window, and possibly for a little longer. So no window has more arrivals than
/// the limit.
/// </summary>
/// <remarks>
/// Arrivals within a sixteenth of the window share a slot. A slot is forgotten when the last of its
/// arrivals is older than the window. So there are at most 17 slots, however many arrivals are
/// allowed. A single arrival, or many at the same moment, are counted exactly.
/// </remarks>
internal sealed class ArrivalWindow
{
    /// <summary>The time in which arrivals are counted.</summary>
    public const long WindowMs = 600_000;

    /// <summary>
    /// Arrivals within this time after the first arrival of a slot share the slot.
    /// </summary>
    private const long SlotMs = WindowMs / 16;

    /// <summary>
    /// Slots begin at least <see cref="SlotMs"/> apart. The oldest one began less than a window and
    /// a slot ago.
    /// </summary>
    private const int MaxSlots = 17;

    private Slot[] _slots = new Slot[1];
    private int _used;

    /// <summary>The time at which the last of the current arrivals stops counting, in ms.</summary>
    public long EndMs => _used == 0 ? long.MinValue : _slots[_used - 1].LastMs + WindowMs;

    /// <summary>Counts an arrival, unless there are as many as the limit allows.</summary>
    /// <param name="limit">The most arrivals in the window, including this one.</param>
    /// <param name="nowMs">The time. It must not decrease from call to call.</param>
    /// <returns>False when the limit is reached. The arrival is then not counted.</returns>
    public bool TryAdd(int limit, long nowMs)
    {
        Forget(nowMs);
        int count = 0;
        for (int i = 0; i < _used; i++)
        {
            count += _slots[i].Count;
        }

        if (count >= limit)
        {
            return false;
        }

        if (_used == 0 || nowMs - _slots[_used - 1].FirstMs >= SlotMs)
        {
            Append(nowMs);
        }

        ref Slot last = ref _slots[_used - 1];
        last.LastMs = nowMs;
        last.Count++;
        return true;
    }

    /// <summary>Removes the latest arrival, which turned out to be of another kind.</summary>
    public void Undo()
    {
        if (_used > 0 && --_slots[_used - 1].Count == 0)
        {
            _used--;
        }
    }

    private void Forget(long nowMs)
    {
        int over = 0;
        while (over < _used && nowMs - _slots[over].LastMs >= WindowMs)
        {
            over++;
        }

        if (over > 0)
        {
            _slots.AsSpan(over, _used - over).CopyTo(_slots);
            _used -= over;
        }
    }

    private void Append(long nowMs)
    {
        if (_used == _slots.Length)
        {
            Array.Resize(ref _slots, Math.Min(_used * 2, MaxSlots));
        }

        _slots[_used++] = new Slot { FirstMs = nowMs };
    }

    private struct Slot
    {
        public long FirstMs;

        public long LastMs;

        public int Count;
    }
}
