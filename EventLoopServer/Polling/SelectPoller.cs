using System.Net.Sockets;
using EventLoopServer.Observability;
using EventLoopServer.Threading;

namespace EventLoopServer.Polling;

/// <summary>
/// Polls the hot connections with <c>Socket.Select</c>. Silent connections are parked. Each has a
/// zero-byte receive, and Select does not poll it.
/// </summary>
/// <remarks>
/// Select allocates when it is given 80 sockets or more. With so many, a turn makes several calls
/// of at most 79 sockets, without waiting. They cover the 64 sockets that sent last (the recent
/// ones), and some of the others in rotation. After a long turn, they cover more of the others. If
/// these calls find nothing and there is no other work, one call lists all sockets, and the thread
/// sleeps in it. If the others have sent nothing for some polls, the thread first waits briefly for
/// the recent sockets alone, because a call with fewer sockets costs less.
/// </remarks>
internal sealed class SelectPoller : IPoller
{
    /// <summary>
    /// The most sockets in one call without an allocation. With more, Select takes its list from
    /// the heap and not from the stack (the number is in the runtime's source).
    /// </summary>
    private const int SocketsPerCall = 79;

    /// <summary>
    /// Connections that are polled in every turn. The number leaves room for the listeners in the
    /// same call.
    /// </summary>
    private const int RecentSockets = 64;

    /// <summary>
    /// The least number of other connections that a turn polls. These are polled in rotation, and
    /// so are connections that wait to write.
    /// </summary>
    private const int OthersPerTurn = 16;

    /// <summary>
    /// For each 800 ns that the last turn took, one more of the other connections is polled. A poll
    /// takes 130 ns, so the extra polls take less than a sixth of the last turn. The extra polls of
    /// waiting writers take as much again. A client that makes turns long cannot postpone the polls
    /// of the others, because longer turns poll more of them.
    /// </summary>
    private const int NsPerOther = 800;

    /// <summary>
    /// When this many polls in a row found none of the other connections readable, the poller waits
    /// briefly for the recent ones before it sleeps. If one of the others becomes readable during
    /// the wait, it is served when the wait ends.
    /// </summary>
    private const int PollsBeforeShortWait = 16;

    /// <summary>The shortest sleep, because poll(2) takes whole milliseconds.</summary>
    private const int ShortWaitMs = 1;

    /// <summary>
    /// The longest sleep in ms. It must stay below 35 minutes, because Select takes microseconds as
    /// an int.
    /// </summary>
    private const int LongestSleepMs = 60_000;

    /// <summary>
    /// The longest sleep when the kernel refuses a list of all sockets, in ms. Input of most
    /// sockets does not end this sleep, so it has to be short.
    /// </summary>
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
        _hot.Add(slot, pollable.Socket, nowMs, _polls, hasSent: false);
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

    public PollState StateOf(int slot) => _lot.Holds(slot) ? PollState.Parked
        : !_hot.Contains(slot) ? PollState.Paused
        : _hot.IsRecent(slot) ? PollState.Recent : PollState.Hot;

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
            _hot.Add(slot, watched.Socket!, nowMs, _polls, hasSent: true);
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
        bool fitsOneCall = _hot.Count + _writers.Count + _listeners.Count < SocketsPerCall;
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
            // Work is left, or an item is in the mailbox. So the thread does not sleep, but it
            // polls. A stream of items must not prevent polling.
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

            // If the connection was parked before, the first attempt only uses up its second
            // chance.
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
    /// Polls without waiting and without an allocation. It polls the recent connections, the
    /// listeners, and some of the others. The time of the last turn decides how many of the others
    /// it polls, and how many of the writers (connections with pending output).
    /// </summary>
    private void Scan()
    {
        int extra = (int)Math.Min((_stats.BusyNs - _busyNs) / NsPerOther, ushort.MaxValue);
        _busyNs = _stats.BusyNs;
        ScanWriters(OthersPerTurn + extra);
        _call.Writes.Clear();
        ListRecent();
        _call.Run(0);
        ScanOthers(OthersPerTurn + extra);
    }

    private void ScanWriters(int most)
    {
        _call.Reads.Clear();
        for (int left = Math.Min(most, _writers.Count); left > 0;)
        {
            int from = _nextWriter < _writers.Count ? _nextWriter : 0;
            int count = Math.Min(Math.Min(SocketsPerCall, _writers.Count - from), left);
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
            int count = Math.Min(Math.Min(SocketsPerCall, _hot.Count - from), left);
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
    /// Waits briefly for the recent connections, the listeners, and as many writers as fit. When
    /// most clients are silent, the next message usually comes from a recent one. Polling all
    /// sockets would cost more than serving that message.
    /// </summary>
    private void WaitShortly()
    {
        if (_mailbox.TryPrepareToSleep())
        {
            ListRecent();
            _call.ListWaker();
            int room = Math.Max(0, SocketsPerCall - _call.Reads.Count);
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
            // poll(2) refuses a list with more entries than the process may have descriptors, and a
            // socket that is both read and written is two entries. Input of most sockets does not
            // end the sleep below, so it is short. The next turn polls all sockets in portions.
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

    /// <summary>Lists the sockets that are polled in every turn.</summary>
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
            // Bytes arrived meanwhile: the connection stays hot, and the next poll lists it.
            _hot.Add(slot, socket, nowMs, _polls, hasSent: true);
        }
    }

    /// <summary>
    /// Called when a parked connection wakes up. It is readable, or its close has aborted the
    /// receive.
    /// </summary>
    private void Wake(int slot)
    {
        ref Watched watched = ref _watched[slot];
        if (watched.WantsRead)
        {
            _hot.Add(slot, watched.Socket!, _nowMs, _polls, hasSent: true);
            _call.AddReadable(new Ready(slot, ReadyKind.Woken));
        }
    }

    private struct Watched
    {
        public Socket? Socket;
        public bool WantsRead;
    }
}
