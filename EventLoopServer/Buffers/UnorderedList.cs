namespace EventLoopServer.Buffers;

/// <summary>
/// Elements without gaps and without an order. A removal moves the last element into the gap, so
/// it takes constant time. Adding takes constant time on average, because the array grows. An
/// element is in one list at most.
/// </summary>
internal sealed class UnorderedList<T>
    where T : class, IIndexed
{
    private T[] _items = [];

    public int Count { get; private set; }

    public T this[int index] => _items[index];

    /// <summary>Adds an element; does nothing when it is in a list.</summary>
    public void Add(T item)
    {
        if (item.Index >= 0)
        {
            return;
        }

        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(4, Count * 2));
        }

        item.Index = Count;
        _items[Count++] = item;
    }

    /// <summary>Removes an element; does nothing when it is not in the list.</summary>
    public void Remove(T item)
    {
        int index = item.Index;
        if (index < 0 || index >= Count || _items[index] != item)
        {
            return;
        }

        T last = _items[--Count];
        _items[index] = last;
        last.Index = index;
        _items[Count] = null!;
        item.Index = -1;
    }
}
