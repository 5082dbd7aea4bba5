using System.Collections;
using System.Net.Sockets;

namespace EventLoopServer.Polling;

/// <summary>
/// The list of sockets for Select. Select removes the sockets that are not ready, one by one. Here
/// a removal moves the last entry into the gap, so each removal takes constant time. The slots are
/// in a second array and move with their sockets, so the slot of a remaining socket needs no
/// look-up.
/// </summary>
/// <remarks>
/// Select (SocketPal.Unix.cs and SocketPal.Windows.cs of .NET 10) calls only Count, the indexer,
/// RemoveAt and Clear. The other members throw. Moving the last entry is correct for both
/// directions in which Select may walk through the list.
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

    /// <summary>Replaces the content with a copy of a range of two parallel arrays.</summary>
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
