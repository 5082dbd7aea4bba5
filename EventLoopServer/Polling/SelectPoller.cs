using System.Net.Sockets;
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

    private readonly ParkingRule _rule;
    private readonly ServerStats _stats;
    private readonly Mailbox _mailbox;
    private readonly Waker _waker = new();
    private readonly HotSet _hot = new(RecentSockets);
    private readonly SelectCall _call;
    private readonly List<IPollable> _listeners = [];
    private readonly SlotSet _writers = new();
    private readonly ParkingLot _lot;
    private Watched[] _watched = new Watched[64];
    private int _nextWriter;
    private int _nextHot;
    private long _polls;
    private long _busyNs;
    private int _pollsWithoutOthers = PollsBeforeShortWait;
    private long _nowMs;

    public SelectPoller(ParkingRule rule, Mailbox mailbox, ServerStats stats)
    {
        _rule = rule;
        _stats = stats;
        _mailbox = mailbox;
        _call = new SelectCall(_waker);
        _lot = new ParkingLot(mailbox, stats, Wake);
        mailbox.Wake = _waker.Wake;
    }

    public int HotCount => _hot.Count;

    public int ParkedCount => _lot.Count;

    public bool HasArrivals => _call.HasArrivals;

    public ReadOnlySpan<Ready> Readable => _call.Readable;

    public ReadOnlySpan<int> Writable => _call.Writable;

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
        _hot.Add(slot, pollable.Socket, nowMs, _polls, hasSpoken: false);
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
            _hot.Add(slot, watched.Socket!, nowMs, _polls, hasSpoken: true);
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
            _hot.Touch(slot, nowMs, _polls);
        }
    }

    public void Wait(int timeoutMs)
    {
        _call.Clear();
        bool fitsOneCall = _hot.Count + _writers.Count + _listeners.Count < StretchSockets;
        if (!fitsOneCall)
        {
            Scan();
            if (timeoutMs != 0 && !_call.HasFound && _pollsWithoutOthers >= PollsBeforeShortWait)
            {
                WaitShortly();
            }

            if (_call.HasFound)
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
            _call.Run(0);
        }
    }

    public void ParkSilent(long nowMs)
    {
        _nowMs = nowMs;
        for (int budget = _rule.ParksPerTurn; budget > 0 && _hot.Count > _rule.MaxHot; budget--)
        {
            int slot = _hot.Oldest;
            if (nowMs - _hot.LastBytesMs(slot) < _rule.MinSilentMs
                || _polls - _hot.LastPoll(slot) < _rule.MinPolls)
            {
                return;
            }

            if (!_hot.TakeSecondChance(slot, nowMs, _polls))
            {
                Park(slot, nowMs);
            }
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
        _call.Writes.Clear();
        ListRecent();
        _call.Run(0);
        ScanOthers(OthersPerTurn + paid);
    }

    private void ScanWriters(int most)
    {
        _call.Reads.Clear();
        for (int left = Math.Min(most, _writers.Count); left > 0;)
        {
            int from = _nextWriter < _writers.Count ? _nextWriter : 0;
            int count = Math.Min(Math.Min(StretchSockets, _writers.Count - from), left);
            _nextWriter = from + count;
            left -= count;
            ListWriters(from, count);
            _call.Run(0);
        }
    }

    private void ScanOthers(int most)
    {
        int before = _call.Readable.Length;
        for (int left = Math.Min(most, _hot.Count - _hot.RecentCount); left > 0;)
        {
            int from = Math.Max(_nextHot < _hot.Count ? _nextHot : 0, _hot.RecentCount);
            int count = Math.Min(Math.Min(StretchSockets, _hot.Count - from), left);
            left -= count;
            _call.Reads.CopyFrom(_hot.Sockets, _hot.Slots, from, count);
            _call.Run(0);
            _nextHot = from + count;
            if (_nextHot >= _hot.Count)
            {
                _nextHot = 0;
                _polls++;
            }
        }

        _pollsWithoutOthers = _call.Readable.Length > before ? 0 : _pollsWithoutOthers + 1;
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
            _call.ListWaker();
            int room = Math.Max(0, StretchSockets - _call.Reads.Count);
            ListWriters(0, Math.Min(_writers.Count, room));
            _call.Run(ShortWaitMs * 1000);
            _mailbox.Woken();
        }
    }

    private void Sleep(int timeoutMs)
    {
        ListAll();
        int ms = timeoutMs < 0 ? LongestSleepMs : Math.Min(timeoutMs, LongestSleepMs);
        try
        {
            _call.Run(ms * 1000);
        }
        catch (SocketException)
        {
            // poll(2) refuses more entries than there may be descriptors, and a socket that is both
            // read and written is two. So many need a sweep anyway: rest until the next one.
            _call.Writes.Clear();
            ListRecent();
            _call.ListWaker();
            _call.Run(Math.Min(ms, LongestRestMs) * 1000);
        }

        foreach (Ready ready in Readable)
        {
            _pollsWithoutOthers = _hot.IsRecent(ready.Slot) ? _pollsWithoutOthers : 0;
        }
    }

    /// <summary>Those who are asked in every turn.</summary>
    private void ListRecent()
    {
        _call.Reads.CopyFrom(_hot.Sockets, _hot.Slots, 0, _hot.RecentCount);
        _call.ListListeners(_listeners);
    }

    private void ListAll()
    {
        _polls++;
        _call.Reads.CopyFrom(_hot.Sockets, _hot.Slots, 0, _hot.Count);
        _call.ListWaker();
        _call.ListListeners(_listeners);
        ListWriters(0, _writers.Count);
    }

    private void ListWriters(int from, int count)
    {
        _call.Writes.Clear();
        for (int i = from; i < from + count; i++)
        {
            _call.Writes.Add(_watched[_writers[i]].Socket!, _writers[i]);
        }
    }

    private void Park(int slot, long nowMs)
    {
        Socket socket = _watched[slot].Socket!;
        _hot.Remove(slot);
        if (!_lot.TryPark(slot, socket))
        {
            // Something had come in meanwhile: it stays hot, and the next look finds it.
            _hot.Add(slot, socket, nowMs, _polls, hasSpoken: true);
        }
    }

    /// <summary>A parked one came back: readable, or aborted by its close.</summary>
    private void Wake(int slot)
    {
        ref Watched watched = ref _watched[slot];
        if (watched.WantsRead)
        {
            _hot.Add(slot, watched.Socket!, _nowMs, _polls, hasSpoken: true);
            _call.AddReadable(new Ready(slot, ReadyKind.Woken));
        }
    }

    private struct Watched
    {
        public Socket? Socket;
        public bool WantsRead;
    }
}
