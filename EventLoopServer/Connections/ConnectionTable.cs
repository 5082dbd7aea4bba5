namespace EventLoopServer.Connections;

/// <summary>
/// All connections by slot. Slots are small numbers without large gaps, so other classes can store
/// their state in arrays by slot.
/// </summary>
internal sealed class ConnectionTable(int capacity)
{
    private readonly Stack<int> _free = new();
    private Connection?[] _connections = new Connection?[64];
    private uint[] _generations = new uint[64];
    private int _used;

    public int Count { get; private set; }

    public bool IsFull => Count >= capacity;

    public Connection? this[int slot] => _connections[slot];

    /// <summary>
    /// The number of slots that have ever been used. Some of them may be empty now.
    /// </summary>
    public int SlotsUsed => _used;

    /// <summary>Reserves a slot; <see cref="Put"/> fills it.</summary>
    public ConnectionId Reserve()
    {
        if (!_free.TryPop(out int slot))
        {
            slot = _used++;
            if (slot == _connections.Length)
            {
                Array.Resize(ref _connections, slot * 2);
                Array.Resize(ref _generations, slot * 2);
            }
        }

        Count++;
        return new ConnectionId(slot, ++_generations[slot]);
    }

    public void Put(Connection connection) => _connections[connection.Slot] = connection;

    public void Release(Connection connection)
    {
        _connections[connection.Slot] = null;
        _free.Push(connection.Slot);
        Count--;
    }
}
