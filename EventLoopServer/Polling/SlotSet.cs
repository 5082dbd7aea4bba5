namespace EventLoopServer.Polling;

/// <summary>
/// A set of slots in an array without gaps and without an order. Each operation takes constant
/// time.
/// </summary>
internal sealed class SlotSet
{
    private readonly List<int> _slots = [];

    /// <summary>The position of each slot plus one; 0 for a slot that is not in the set.</summary>
    private int[] _places = new int[64];

    public int Count => _slots.Count;

    public int this[int index] => _slots[index];

    /// <summary>Adds a slot; does nothing when it is in the set.</summary>
    public void Add(int slot)
    {
        if (slot >= _places.Length)
        {
            Array.Resize(ref _places, Math.Max(slot + 1, _places.Length * 2));
        }

        if (_places[slot] == 0)
        {
            _slots.Add(slot);
            _places[slot] = _slots.Count;
        }
    }

    /// <summary>Removes a slot; does nothing when it is not in the set.</summary>
    public void Remove(int slot)
    {
        if (slot >= _places.Length || _places[slot] == 0)
        {
            return;
        }

        int last = _slots[^1];
        _slots[_places[slot] - 1] = last;
        _places[last] = _places[slot];
        _places[slot] = 0;
        _slots.RemoveAt(_slots.Count - 1);
    }
}
