using System.Net.Sockets;

namespace EventLoopServer.Polling;

/// <summary>
/// The connections that Select polls: two parallel arrays without gaps, and a chain of slots from
/// the longest silent connection to the one that sent last. The connections that sent last are also
/// first in the arrays, so that one call can poll only these. Every operation takes constant time.
/// </summary>
/// <param name="recentLimit">
/// The maximum number of recent connections. These are the ones that sent last.
/// </param>
internal sealed class HotSet(int recentLimit)
{
    private const int None = -1;

    private Entry[] _entries = [];
    private int _oldest = None;
    private int _newest = None;
    private int _oldestRecent = None;

    public int Count { get; private set; }

    /// <summary>The number of recent connections: the first entries of the arrays.</summary>
    public int RecentCount { get; private set; }

    public Socket[] Sockets { get; private set; } = new Socket[128];

    public int[] Slots { get; private set; } = new int[128];

    /// <summary>The slot that has been silent for the longest time, or -1.</summary>
    public int Oldest => _oldest;

    public bool Contains(int slot) => slot < _entries.Length && _entries[slot].Position != None;

    public bool IsRecent(int slot) => _entries[slot].Position < RecentCount;

    public long LastBytesMs(int slot) => _entries[slot].LastMs;

    /// <summary>The number of the poll at which the slot was last added or touched.</summary>
    public long LastPoll(int slot) => _entries[slot].LastPoll;

    /// <param name="hasSent">
    /// True for a connection that woke with input, or whose pause ended. It stays hot at the first
    /// attempt to park it (its second chance).
    /// </param>
    public void Add(int slot, Socket socket, long nowMs, long poll, bool hasSent)
    {
        EnsureSlot(slot);
        if (Count == Slots.Length)
        {
            Socket[] sockets = Sockets;
            int[] slots = Slots;
            Array.Resize(ref sockets, Count * 2);
            Array.Resize(ref slots, Count * 2);
            Sockets = sockets;
            Slots = slots;
        }

        Sockets[Count] = socket;
        Slots[Count] = slot;
        _entries[slot].Position = Count++;
        _entries[slot].HasSent = hasSent;
        _entries[slot].HasSecondChance = hasSent;
        Insert(slot, None);
        Promote(slot);
        Stamp(slot, nowMs, poll);
    }

    public void Remove(int slot)
    {
        int gap = _entries[slot].Position;
        if (gap < RecentCount)
        {
            if (slot == _oldestRecent)
            {
                _oldestRecent = _entries[slot].Newer;
            }

            Move(--RecentCount, gap);
            gap = RecentCount;
        }

        Move(--Count, gap);
        Sockets[Count] = null!;
        _entries[slot].Position = None;
        Unlink(slot);
    }

    /// <summary>
    /// Notes bytes from the slot: moves it to the end of the chain, and restores its second chance.
    /// </summary>
    public void Touch(int slot, long nowMs, long poll)
    {
        _entries[slot].HasSecondChance = _entries[slot].HasSent;
        Renew(slot, nowMs, poll);
    }

    /// <summary>
    /// Uses up the slot's second chance. A recent slot moves to the end of the chain. A slot that
    /// is not recent moves directly before the oldest recent slot. It has sent nothing, so it does
    /// not become recent.
    /// </summary>
    /// <returns>False when the slot had no second chance.</returns>
    public bool TakeSecondChance(int slot, long nowMs, long poll)
    {
        if (!_entries[slot].HasSecondChance)
        {
            return false;
        }

        _entries[slot].HasSecondChance = false;
        if (IsRecent(slot))
        {
            Renew(slot, nowMs, poll);
        }
        else
        {
            // If no slot is recent, the slot moves to the end of the chain.
            Unlink(slot);
            Insert(slot, _oldestRecent);
            Stamp(slot, nowMs, poll);
        }

        return true;
    }

    private void Renew(int slot, long nowMs, long poll)
    {
        if (slot != _newest)
        {
            if (slot == _oldestRecent)
            {
                _oldestRecent = _entries[slot].Newer;
            }

            Unlink(slot);
            Insert(slot, None);
        }

        if (_entries[slot].Position >= RecentCount)
        {
            Promote(slot);
        }

        Stamp(slot, nowMs, poll);
    }

    /// <summary>
    /// Makes the newest slot of the chain recent. If the number of recent slots is already at its
    /// limit, the oldest recent slot is no longer recent.
    /// </summary>
    private void Promote(int slot)
    {
        if (RecentCount < recentLimit)
        {
            Swap(_entries[slot].Position, RecentCount++);
            _oldestRecent = _oldestRecent == None ? slot : _oldestRecent;
        }
        else
        {
            Swap(_entries[slot].Position, _entries[_oldestRecent].Position);
            _oldestRecent = _entries[_oldestRecent].Newer;
        }
    }

    private void Stamp(int slot, long nowMs, long poll)
    {
        _entries[slot].LastMs = nowMs;
        _entries[slot].LastPoll = poll;
    }

    private void Swap(int a, int b)
    {
        (Sockets[a], Sockets[b]) = (Sockets[b], Sockets[a]);
        (Slots[a], Slots[b]) = (Slots[b], Slots[a]);
        _entries[Slots[a]].Position = a;
        _entries[Slots[b]].Position = b;
    }

    private void Move(int from, int to)
    {
        if (from == to)
        {
            return;
        }

        Sockets[to] = Sockets[from];
        Slots[to] = Slots[from];
        _entries[Slots[to]].Position = to;
    }

    /// <summary>Puts a slot into the chain before a newer one, or at its end.</summary>
    private void Insert(int slot, int newer)
    {
        int older = newer == None ? _newest : _entries[newer].Older;
        _entries[slot].Older = older;
        _entries[slot].Newer = newer;
        if (newer != None)
        {
            _entries[newer].Older = slot;
        }
        else
        {
            _newest = slot;
        }

        if (older != None)
        {
            _entries[older].Newer = slot;
        }
        else
        {
            _oldest = slot;
        }
    }

    private void Unlink(int slot)
    {
        Entry entry = _entries[slot];
        if (entry.Older != None)
        {
            _entries[entry.Older].Newer = entry.Newer;
        }
        else
        {
            _oldest = entry.Newer;
        }

        if (entry.Newer != None)
        {
            _entries[entry.Newer].Older = entry.Older;
        }
        else
        {
            _newest = entry.Older;
        }
    }

    private void EnsureSlot(int slot)
    {
        int had = _entries.Length;
        if (slot < had)
        {
            return;
        }

        Array.Resize(ref _entries, Math.Max(slot + 1, had * 2));
        Array.Fill(_entries, new Entry { Position = None }, had, _entries.Length - had);
    }

    private struct Entry
    {
        public int Position;
        public int Older;
        public int Newer;
        public long LastMs;
        public long LastPoll;
        public bool HasSent;
        public bool HasSecondChance;
    }
}
