using System.Net.Sockets;
using System.Runtime.InteropServices;
using EventLoopServer.Memory;
using EventLoopServer.Observability;

namespace EventLoopServer.Readiness;

/// <summary>
/// <c>Socket.Select</c> for the hot connections, a zero-byte receive for each parked one.
/// </summary>
/// <remarks>
/// Select allocates from 80 listed sockets on. So a turn looks at the hot ones in stretches below
/// that, without waiting, and only a turn that has nothing to do makes the one long call that
/// sleeps. What a turn looks at is in proportion to what it does: those who spoke last each time,
/// of the others as many stretches as the last turn's sends pay for, in rotation.
/// </remarks>
internal sealed class SelectPoller : IPoller
{
    /// <summary>Sockets in one call that Select handles without allocating (it says 79).</summary>
    private const int StretchSockets = 79;

    /// <summary>
    /// Connections that are asked in every turn. It leaves room in the stretch for the listeners.
    /// </summary>
    private const int RecentSockets = 64;

    /// <summary>
    /// Sends that pay for one more stretch: a send costs about 4 microseconds and a stretch 10, so
    /// looking stays below a sixth of a turn.
    /// </summary>
    private const int SendsPerStretch = 16;

    /// <summary>
    /// A sleep ends after this, in ms: Select takes microseconds in an int (35 minutes).
    /// </summary>
    private const int LongestSleepMs = 60_000;

    /// <summary>How long a turn may sleep when the kernel takes no list that long, in ms.</summary>
    private const int LongestDozeMs = 10;

    private const int WakerSlot = -1;
    private const int ListenerSlot = -2;

    private readonly ParkingRule _rule;
    private readonly ServerStats _stats;
    private readonly Mailbox _mailbox;
    private readonly Waker _waker = new();
    private readonly HotSet _hot = new(RecentSockets);
    private readonly SocketList _reads = new();
    private readonly SocketList _writes = new();
    private readonly List<IPollable> _listeners = [];
    private readonly List<int> _writers = [];
    private readonly Pool<ParkOperation> _operations;
    private readonly List<Ready> _readable = [];
    private readonly List<int> _writable = [];
    private Watched[] _watched = new Watched[64];
    private int _nextWriter;
    private int _nextHot;
    private long _looks;
    private long _sends;
    private long _nowMs;

    public SelectPoller(ParkingRule rule, Mailbox mailbox, ServerStats stats)
    {
        _rule = rule;
        _stats = stats;
        _mailbox = mailbox;
        _operations = new Pool<ParkOperation>(() => new ParkOperation(mailbox, Wake), int.MaxValue);
        mailbox.Wake = _waker.Wake;
    }

    public int HotCount => _hot.Count;

    public int ParkedCount { get; private set; }

    public bool HasArrivals { get; private set; }

    public ReadOnlySpan<Ready> Readable => CollectionsMarshal.AsSpan(_readable);

    public ReadOnlySpan<int> Writable => CollectionsMarshal.AsSpan(_writable);

    public void WatchListener(IPollable listener) => _listeners.Add(listener);

    public void UnwatchListener(IPollable listener) => _listeners.Remove(listener);

    public void Watch(int slot, IPollable pollable, long nowMs)
    {
        if (slot >= _watched.Length)
        {
            Array.Resize(ref _watched, Math.Max(slot + 1, _watched.Length * 2));
        }

        _watched[slot] = new Watched { Socket = pollable.Socket, WantsRead = true };
        _hot.Add(slot, pollable.Socket, nowMs, _looks);
    }

    public void Unwatch(int slot)
    {
        WantWrite(slot, false);
        ref Watched watched = ref _watched[slot];
        watched.WantsRead = false;
        watched.Socket = null;
        if (_hot.Contains(slot))
        {
            _hot.Remove(slot);
        }
    }

    public bool IsQuiet(int slot) => _watched[slot].Operation is null;

    public void WantRead(int slot, bool want, long nowMs)
    {
        ref Watched watched = ref _watched[slot];
        watched.WantsRead = want && watched.Socket is not null;
        bool hot = _hot.Contains(slot);
        if (!watched.WantsRead && hot)
        {
            _hot.Remove(slot);
        }
        else if (watched.WantsRead && !hot && watched.Operation is null)
        {
            _hot.Add(slot, watched.Socket!, nowMs, _looks);
        }
    }

    public void WantWrite(int slot, bool want)
    {
        ref Watched watched = ref _watched[slot];
        if (watched.WantsWrite == want)
        {
            return;
        }

        watched.WantsWrite = want;
        if (want)
        {
            watched.WriterPosition = _writers.Count;
            _writers.Add(slot);
        }
        else
        {
            int last = _writers[^1];
            _writers[watched.WriterPosition] = last;
            _watched[last].WriterPosition = watched.WriterPosition;
            _writers.RemoveAt(_writers.Count - 1);
        }
    }

    public void Touch(int slot, long nowMs)
    {
        if (_hot.Contains(slot))
        {
            _hot.Touch(slot, nowMs, _looks);
        }
    }

    public void Wait(int timeoutMs)
    {
        _readable.Clear();
        _writable.Clear();
        HasArrivals = false;
        bool fitsOneCall = _hot.Count + _writers.Count + _listeners.Count < StretchSockets;
        if (!fitsOneCall)
        {
            Sweep();
            if (_readable.Count + _writable.Count > 0 || HasArrivals)
            {
                return;
            }
        }

        if (timeoutMs != 0 && _mailbox.TryPrepareToSleep())
        {
            Sleep(timeoutMs);
            _mailbox.Woken();
        }
        else if (fitsOneCall)
        {
            // What keeps coming through the mailbox must not hide who can be read.
            ListAll();
            Select(0);
        }
    }

    public void ParkSilent(long nowMs)
    {
        _nowMs = nowMs;
        for (int budget = _rule.ParksPerTurn; budget > 0 && _hot.Count > _rule.HotLimit; budget--)
        {
            int slot = _hot.Oldest;
            if (nowMs - _hot.LastBytesMs(slot) < _rule.MinSilentMs
                || _looks - _hot.LastLook(slot) < _rule.MinLooks)
            {
                return;
            }

            Park(slot, nowMs);
        }
    }

    public void Dispose()
    {
        _waker.Dispose();
        while (_operations.TryTake(out ParkOperation? operation))
        {
            operation!.Dispose();
        }
    }

    /// <summary>
    /// Looks without waiting and without an allocation: at those who spoke last and at the
    /// listeners, then at as much of the rest as is paid for.
    /// </summary>
    private void Sweep()
    {
        int stretches = 1 + (int)((_stats.Sends - _sends) / SendsPerStretch);
        _sends = _stats.Sends;
        SweepWriters(stretches);
        _writes.Clear();
        _reads.CopyFrom(_hot.Sockets, _hot.Slots, 0, _hot.RecentCount);
        ListListeners();
        Select(0);
        SweepHot(stretches);
    }

    private void SweepWriters(int stretches)
    {
        _reads.Clear();
        for (int left = _writers.Count; stretches > 0 && left > 0; stretches--)
        {
            int from = _nextWriter < _writers.Count ? _nextWriter : 0;
            int count = Math.Min(Math.Min(StretchSockets, _writers.Count - from), left);
            _nextWriter = from + count;
            left -= count;
            ListWriters(from, count);
            Select(0);
        }
    }

    private void SweepHot(int stretches)
    {
        for (int left = _hot.Count - _hot.RecentCount; stretches > 0 && left > 0; stretches--)
        {
            int from = Math.Max(_nextHot < _hot.Count ? _nextHot : 0, _hot.RecentCount);
            int count = Math.Min(Math.Min(StretchSockets, _hot.Count - from), left);
            left -= count;
            _reads.CopyFrom(_hot.Sockets, _hot.Slots, from, count);
            Select(0);
            _nextHot = from + count;
            if (_nextHot >= _hot.Count)
            {
                _nextHot = 0;
                _looks++;
            }
        }
    }

    private void Sleep(int timeoutMs)
    {
        ListAll();
        int ms = timeoutMs < 0 ? LongestSleepMs : Math.Min(timeoutMs, LongestSleepMs);
        try
        {
            Select(ms * 1000);
        }
        catch (SocketException)
        {
            // poll(2) refuses more entries than there may be descriptors, and a socket that is both
            // read and written is two. So many need a sweep anyway: doze until the next one.
            Doze(Math.Min(ms, LongestDozeMs));
        }
    }

    /// <summary>Sleeps a little, with nothing listed but what must not wait.</summary>
    private void Doze(int ms)
    {
        _writes.Clear();
        _reads.Clear();
        _reads.Add(_waker.Socket, WakerSlot);
        ListListeners();
        Select(ms * 1000);
    }

    private void ListAll()
    {
        _looks++;
        _reads.CopyFrom(_hot.Sockets, _hot.Slots, 0, _hot.Count);
        _reads.Add(_waker.Socket, WakerSlot);
        ListListeners();
        ListWriters(0, _writers.Count);
    }

    private void ListListeners()
    {
        foreach (IPollable listener in _listeners)
        {
            _reads.Add(listener.Socket, ListenerSlot);
        }
    }

    private void ListWriters(int from, int count)
    {
        _writes.Clear();
        for (int i = from; i < from + count; i++)
        {
            _writes.Add(_watched[_writers[i]].Socket!, _writers[i]);
        }
    }

    private void Select(int timeoutUs)
    {
        if (_reads.Count + _writes.Count == 0)
        {
            return;
        }

        Socket.Select(
            _reads.Count > 0 ? _reads : null, _writes.Count > 0 ? _writes : null, null, timeoutUs);
        for (int i = 0; i < _reads.Count; i++)
        {
            int slot = _reads.SlotAt(i);
            if (slot >= 0)
            {
                _readable.Add(new Ready(slot, ReadyKind.Listed));
            }
            else if (slot == WakerSlot)
            {
                _waker.Clear();
            }
            else
            {
                HasArrivals = true;
            }
        }

        for (int i = 0; i < _writes.Count; i++)
        {
            _writable.Add(_writes.SlotAt(i));
        }
    }

    private void Park(int slot, long nowMs)
    {
        ref Watched watched = ref _watched[slot];
        ParkOperation operation = _operations.Rent();
        _stats.ParkOperations = _operations.Made;
        operation.Slot = slot;
        _hot.Remove(slot);
        watched.Operation = operation;
        _stats.Parks++;
        ParkedCount++;
        Socket socket = watched.Socket!;
        if (!socket.ReceiveAsync(operation))
        {
            // Something had come in meanwhile: it stays hot, and the next look finds it.
            Unpark(ref watched, operation);
            _hot.Add(slot, socket, nowMs, _looks);
        }
    }

    /// <summary>
    /// A parked one came back through the mailbox: readable, or aborted by its close.
    /// </summary>
    private void Wake(ParkOperation operation)
    {
        int slot = operation.Slot;
        ref Watched watched = ref _watched[slot];
        if (watched.Operation != operation)
        {
            _stats.StaleWakes++;
            return;
        }

        Unpark(ref watched, operation);
        _stats.Wakes++;
        if (watched.WantsRead)
        {
            _hot.Add(slot, watched.Socket!, _nowMs, _looks);
            _readable.Add(new Ready(slot, ReadyKind.Woken));
        }
    }

    private void Unpark(ref Watched watched, ParkOperation operation)
    {
        watched.Operation = null;
        ParkedCount--;
        _operations.Return(operation);
    }

    private struct Watched
    {
        public Socket? Socket;
        public ParkOperation? Operation;
        public bool WantsRead;
        public bool WantsWrite;
        public int WriterPosition;
    }
}
