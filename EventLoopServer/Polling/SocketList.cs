using System.Collections;
using System.Net.Sockets;

namespace EventLoopServer.Polling;

/// <summary>
/// The list that Select is given. Select takes those out that are not ready, one by one; here a
/// removal moves the last entry into the gap, so each costs the same wherever it is, and the slots
/// beside the sockets move along, so that nobody has to look up whose socket is left.
/// </summary>
/// <remarks>
/// Select (SocketPal.Unix.cs and SocketPal.Windows.cs of .NET 10) calls Count, the indexer,
/// RemoveAt and Clear, and is right with a swap in either direction of its walk. The rest is not
/// there.
/// </remarks>
internal sealed class SocketList : IList
{
    private Socket[] _sockets = new Socket[128];
    private int[] _slots = new int[128];

    public int Count { get; private set; }

    public bool IsFixedSize => false;

    public bool IsReadOnly => false;

    public bool IsSynchronized => false;

    public object SyncRoot => this;

    public object? this[int index]
    {
        get => _sockets[index];
        set => throw new NotSupportedException();
    }

    public int SlotAt(int index) => _slots[index];

    public void Add(Socket socket, int slot)
    {
        if (Count == _sockets.Length)
        {
            Array.Resize(ref _sockets, Count * 2);
            Array.Resize(ref _slots, Count * 2);
        }

        _sockets[Count] = socket;
        _slots[Count++] = slot;
    }

    /// <summary>Replaces everything by a copy of a stretch of two parallel arrays.</summary>
    public void CopyFrom(Socket[] sockets, int[] slots, int from, int count)
    {
        if (count > _sockets.Length)
        {
            Array.Resize(ref _sockets, count * 2);
            Array.Resize(ref _slots, count * 2);
        }

        Array.Copy(sockets, from, _sockets, 0, count);
        Array.Copy(slots, from, _slots, 0, count);
        Count = count;
    }

    public void RemoveAt(int index)
    {
        Count--;
        _sockets[index] = _sockets[Count];
        _slots[index] = _slots[Count];
    }

    public void Clear() => Count = 0;

    public int Add(object? value) => throw new NotSupportedException();

    public bool Contains(object? value) => throw new NotSupportedException();

    public int IndexOf(object? value) => throw new NotSupportedException();

    public void Insert(int index, object? value) => throw new NotSupportedException();

    public void Remove(object? value) => throw new NotSupportedException();

    public void CopyTo(Array array, int index) => throw new NotSupportedException();

    public IEnumerator GetEnumerator() => throw new NotSupportedException();
}
