using System.Net.Sockets;
using System.Runtime.InteropServices;
using EventLoopServer.Observability;
using EventLoopServer.Threading;

namespace EventLoopServer.Polling;

/// <summary>
/// <c>Socket.Select</c> for the hot connections, a zero-byte receive for each parked one.
/// </summary>
/// <remarks>
/// Select allocates from 80 listed sockets on. So a turn looks at the hot ones in stretches below
/// that, without waiting, and only a turn that has nothing to do makes the one long call that
/// sleeps. A busy turn polls the sockets that sent most recently, and as many of the others as the
/// time of the last turn allows, in rotation. While only the recent ones have sent for some time, a
/// short wait over these comes before the sleep over all.
/// </remarks>
internal sealed class SelectPoller : IPoller
{
    /// <summary>Sockets in one call that Select handles without allocating (it says 79).</summary>
    private const int StretchSockets = 79;

    /// <summary>
    /// Connections that are asked in every turn. It leaves room in the stretch for the listeners.
    /// </summary>
    private const int RecentSockets = 64;

    /// <summary>Others that are asked behind a turn that did nothing.</summary>
    private const int OthersPerTurn = 16;

    /// <summary>
    /// Time of the last turn that pays for one more, in ns. Asking costs 130, so it stays below a
    /// sixth of a turn, and no long turns of hostile clients make a rotation longer.
    /// </summary>
    private const int NsPerOther = 800;

    /// <summary>
    /// Polls of the others without a readable one, after which a short wait comes before the sleep.
    /// Another socket that becomes readable then may wait for the end of it.
    /// </summary>
    private const int PollsBeforeShortWait = 16;

    /// <summary>Poll(2) takes whole milliseconds: this is its shortest sleep.</summary>
    private const int ShortWaitMs = 1;

    /// <summary>
    /// A sleep ends after this, in ms: Select takes microseconds in an int (35 minutes).
    /// </summary>
    private const int LongestSleepMs = 60_000;

    /// <summary>How long a turn may sleep when the kernel takes no list that long, in ms.</summary>
    private const int LongestRestMs = 10;

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
    private readonly SlotSet _writers = new();
    private readonly ParkingLot _lot;
    private readonly List<Ready> _readable = [];
    private readonly List<int> _writable = [];
    private Watched[] _watched = new Watched[64];
    private int _nextWriter;
    private int _nextHot;
    private long _looks;
    private long _busyNs;
    private int _pollsWithoutOthers = PollsBeforeShortWait;
    private long _nowMs;

    public SelectPoller(ParkingRule rule, Mailbox mailbox, ServerStats stats)
    {
        _rule = rule;
        _stats = stats;
        _mailbox = mailbox;
        _lot = new ParkingLot(mailbox, stats, Wake);
        mailbox.Wake = _waker.Wake;
    }

    public int HotCount => _hot.Count;

    public int ParkedCount => _lot.Count;

    public bool HasArrivals { get; private set; }

    private bool HasFound => _readable.Count + _writable.Count > 0 || HasArrivals;

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

        _lot.Forget(slot);
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

    public bool IsIdle(int slot) => !_lot.Holds(slot);

    public void WantRead(int slot, bool want, long nowMs)
    {
        ref Watched watched = ref _watched[slot];
        watched.WantsRead = want && watched.Socket is not null;
        bool hot = _hot.Contains(slot);
        if (!watched.WantsRead && hot)
        {
            _hot.Remove(slot);
        }
        else if (watched.WantsRead && !hot && !_lot.Holds(slot))
        {
            _hot.Add(slot, watched.Socket!, nowMs, _looks);
        }
    }

    public void WantWrite(int slot, bool want)
    {
        if (want)
        {
            _writers.Add(slot);
        }
        else
        {
            _writers.Remove(slot);
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
            Scan();
            if (timeoutMs != 0 && !HasFound && _pollsWithoutOthers >= PollsBeforeShortWait)
            {
                WaitShortly();
            }

            if (HasFound)
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
        for (int budget = _rule.ParksPerTurn; budget > 0 && _hot.Count > _rule.MaxHot; budget--)
        {
            int slot = _hot.Oldest;
            if (nowMs - _hot.LastBytesMs(slot) < _rule.MinSilentMs
                || _looks - _hot.LastLook(slot) < _rule.MinPolls)
            {
                return;
            }

            Park(slot, nowMs);
        }
    }

    public void Dispose()
    {
        _waker.Dispose();
        _lot.Dispose();
    }

    /// <summary>
    /// Looks without waiting and without an allocation: at those who spoke last and at the
    /// listeners, then at as much of the rest as is paid for.
    /// </summary>
    private void Scan()
    {
        int paid = (int)Math.Min((_stats.BusyNs - _busyNs) / NsPerOther, ushort.MaxValue);
        _busyNs = _stats.BusyNs;
        ScanWriters(OthersPerTurn + paid);
        _writes.Clear();
        ListRecent();
        Select(0);
        ScanOthers(OthersPerTurn + paid);
    }

    private void ScanWriters(int most)
    {
        _reads.Clear();
        for (int left = Math.Min(most, _writers.Count); left > 0;)
        {
            int from = _nextWriter < _writers.Count ? _nextWriter : 0;
            int count = Math.Min(Math.Min(StretchSockets, _writers.Count - from), left);
            _nextWriter = from + count;
            left -= count;
            ListWriters(from, count);
            Select(0);
        }
    }

    private void ScanOthers(int most)
    {
        int before = _readable.Count;
        for (int left = Math.Min(most, _hot.Count - _hot.RecentCount); left > 0;)
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

        _pollsWithoutOthers = _readable.Count > before ? 0 : _pollsWithoutOthers + 1;
    }

    /// <summary>
    /// A short sleep over those who spoke last and the listeners. In a crowd of silent ones it is
    /// one of them who speaks next, and asking all would cost more than what is said.
    /// </summary>
    private void WaitShortly()
    {
        if (_mailbox.TryPrepareToSleep())
        {
            ListRecent();
            _reads.Add(_waker.Socket, WakerSlot);
            ListWriters(0, Math.Min(_writers.Count, Math.Max(0, StretchSockets - _reads.Count)));
            Select(ShortWaitMs * 1000);
            _mailbox.Woken();
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
            // read and written is two. So many need a sweep anyway: rest until the next one.
            _writes.Clear();
            ListRecent();
            _reads.Add(_waker.Socket, WakerSlot);
            Select(Math.Min(ms, LongestRestMs) * 1000);
        }

        foreach (Ready ready in Readable)
        {
            _pollsWithoutOthers = _hot.IsRecent(ready.Slot) ? _pollsWithoutOthers : 0;
        }
    }

    /// <summary>Those who are asked in every turn.</summary>
    private void ListRecent()
    {
        _reads.CopyFrom(_hot.Sockets, _hot.Slots, 0, _hot.RecentCount);
        ListListeners();
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
        Socket socket = _watched[slot].Socket!;
        _hot.Remove(slot);
        if (!_lot.TryPark(slot, socket))
        {
            // Something had come in meanwhile: it stays hot, and the next look finds it.
            _hot.Add(slot, socket, nowMs, _looks);
        }
    }

    /// <summary>A parked one came back: readable, or aborted by its close.</summary>
    private void Wake(int slot)
    {
        ref Watched watched = ref _watched[slot];
        if (watched.WantsRead)
        {
            _hot.Add(slot, watched.Socket!, _nowMs, _looks);
            _readable.Add(new Ready(slot, ReadyKind.Woken));
        }
    }

    private struct Watched
    {
        public Socket? Socket;
        public bool WantsRead;
    }
}
