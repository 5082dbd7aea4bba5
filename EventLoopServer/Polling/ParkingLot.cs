using System.Net.Sockets;
using EventLoopServer.Buffers;
using EventLoopServer.Observability;
using EventLoopServer.Threading;

namespace EventLoopServer.Polling;

/// <summary>
/// The parked connections. Each waits with a zero-byte receive, which holds no buffer. A wake-up
/// comes from a thread of the runtime, through the mailbox.
/// </summary>
internal sealed class ParkingLot : IDisposable
{
    private readonly Mailbox _mailbox;
    private readonly ServerStats _stats;
    private readonly Action<int> _woken;
    private readonly Pool<ParkOperation> _operations;
    private ParkOperation?[] _parked = new ParkOperation?[64];

    /// <param name="mailbox">The mailbox for the wake-ups.</param>
    /// <param name="stats">Counts the wake-ups.</param>
    /// <param name="woken">Called with the slot of a connection that is no longer parked.</param>
    public ParkingLot(Mailbox mailbox, ServerStats stats, Action<int> woken)
    {
        _mailbox = mailbox;
        _stats = stats;
        _woken = woken;
        _operations = new Pool<ParkOperation>(Make, int.MaxValue);
    }

    public int Count { get; private set; }

    /// <summary>True while the slot's operation is in progress.</summary>
    public bool Holds(int slot) => slot < _parked.Length && _parked[slot] is not null;

    /// <returns>
    /// False when there is something to read already. The connection is then not parked.
    /// </returns>
    public bool TryPark(int slot, Socket socket)
    {
        if (slot >= _parked.Length)
        {
            Array.Resize(ref _parked, Math.Max(slot + 1, _parked.Length * 2));
        }

        ParkOperation operation = _operations.Rent();
        _stats.ParkOperations = _operations.Made;
        operation.Slot = slot;
        _parked[slot] = operation;
        _stats.Parks++;
        Count++;
        if (socket.ReceiveAsync(operation))
        {
            return true;
        }

        Release(operation);
        return false;
    }

    /// <summary>
    /// Called when a new connection uses the slot. If an operation of the old connection is still
    /// in progress, its completion is ignored.
    /// </summary>
    public void Forget(int slot)
    {
        if (Holds(slot))
        {
            _parked[slot] = null;
            Count--;
        }
    }

    public void Dispose()
    {
        while (_operations.TryTake(out ParkOperation? operation))
        {
            operation!.Dispose();
        }
    }

    private ParkOperation Make() => new(_mailbox, Wake);

    private void Wake(ParkOperation operation)
    {
        if (_parked[operation.Slot] != operation)
        {
            _stats.StaleWakes++;
            return;
        }

        _stats.Wakes++;
        Release(operation);
        _woken(operation.Slot);
    }

    private void Release(ParkOperation operation)
    {
        _parked[operation.Slot] = null;
        Count--;
        _operations.Return(operation);
    }
}
