namespace EventLoopServer.Admission;

/// <summary>
/// Counts one address's arrivals in a window of time that ends now. It may count an arrival for a
/// little longer than the window and never for less, so no window has more arrivals than the limit.
/// </summary>
/// <remarks>
/// Arrivals within a sixteenth of the window share a slot and are forgotten together, when the last
/// of them is old enough. So there are at most 17 slots, however many arrivals are allowed. A
/// single arrival, or many at the same moment, are counted exactly.
/// </remarks>
internal sealed class ArrivalWindow
{
    /// <summary>The time in which arrivals are counted.</summary>
    public const long WindowMs = 600_000;

    /// <summary>Arrivals no further apart than this share a slot.</summary>
    private const long SlotMs = WindowMs / 16;

    /// <summary>
    /// The oldest slot began less than a window and a slot ago, and slots begin a slot apart.
    /// </summary>
    private const int MaxSlots = 17;

    private Slot[] _slots = new Slot[1];
    private int _used;

    /// <summary>When all arrivals that are counted now are forgotten.</summary>
    public long EndMs => _used == 0 ? long.MinValue : _slots[_used - 1].LastMs + WindowMs;

    /// <summary>Counts an arrival, unless there are as many as the limit allows.</summary>
    /// <param name="limit">Arrivals in the window, this one included.</param>
    /// <param name="nowMs">The time, never before that of an earlier call.</param>
    /// <returns>False when there are too many; then it is not counted.</returns>
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

    /// <summary>Takes back the latest arrival, which turned out to be of another kind.</summary>
    public void TakeBack()
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
