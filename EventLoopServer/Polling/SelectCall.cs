using System.Net.Sockets;
using System.Runtime.InteropServices;
using EventLoopServer.Threading;

namespace EventLoopServer.Polling;

/// <summary>
/// The sockets for one call of <c>Socket.Select</c>, and the results of all calls of a turn. The
/// caller fills <see cref="Reads"/> and <see cref="Writes"/> before each call. The lists are
/// reused.
/// </summary>
/// <param name="waker">Ends the call when an item is posted to the mailbox.</param>
internal sealed class SelectCall(Waker waker)
{
    private const int WakerSlot = -1;
    private const int ListenerSlot = -2;

    private readonly List<Ready> _readable = [];
    private readonly List<int> _writable = [];

    public SocketList Reads { get; } = new();

    public SocketList Writes { get; } = new();

    public ReadOnlySpan<Ready> Readable => CollectionsMarshal.AsSpan(_readable);

    public ReadOnlySpan<int> Writable => CollectionsMarshal.AsSpan(_writable);

    /// <summary>True when a listener has a connection to accept.</summary>
    public bool HasArrivals { get; private set; }

    /// <summary>True when a call of this turn found a ready socket.</summary>
    public bool HasFound => _readable.Count + _writable.Count > 0 || HasArrivals;

    /// <summary>Discards the results of the last turn.</summary>
    public void Clear()
    {
        _readable.Clear();
        _writable.Clear();
        HasArrivals = false;
    }

    /// <summary>Adds a slot that can be read although Select did not list it.</summary>
    public void AddReadable(Ready ready) => _readable.Add(ready);

    public void ListWaker() => Reads.Add(waker.Socket, WakerSlot);

    public void ListListeners(List<IPollable> listeners)
    {
        foreach (IPollable listener in listeners)
        {
            Reads.Add(listener.Socket, ListenerSlot);
        }
    }

    /// <summary>
    /// Makes the call. Select removes the sockets that are not ready from its lists.
    /// </summary>
    /// <param name="timeoutUs">The longest wait. Below 1,000, the call only polls.</param>
    public void Run(int timeoutUs)
    {
        if (Reads.Count + Writes.Count == 0)
        {
            return;
        }

        Socket.Select(
            Reads.Count > 0 ? Reads : null, Writes.Count > 0 ? Writes : null, null, timeoutUs);
        for (int i = 0; i < Reads.Count; i++)
        {
            int slot = Reads.SlotAt(i);
            if (slot >= 0)
            {
                _readable.Add(new Ready(slot, ReadyKind.Listed));
            }
            else if (slot == WakerSlot)
            {
                waker.Clear();
            }
            else
            {
                HasArrivals = true;
            }
        }

        for (int i = 0; i < Writes.Count; i++)
        {
            _writable.Add(Writes.SlotAt(i));
        }
    }
}
