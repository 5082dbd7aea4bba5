using System.Net.Sockets;

namespace EventLoopServer.Readiness;

/// <summary>
/// The connections that Select sees: two parallel arrays without gaps, and a chain through the
/// slots from the longest silent to the one that spoke last. Everything is done in a fixed number
/// of steps.
/// </summary>
internal sealed class HotSet
{
    private const int None = -1;

    private Entry[] _entries = [];
    private int _oldest = None;
    private int _newest = None;

    public int Count { get; private set; }

    public Socket[] Sockets { get; private set; } = new Socket[128];

    public int[] Slots { get; private set; } = new int[128];

    /// <summary>The slot that has been silent for the longest time, or -1.</summary>
    public int Oldest => _oldest;

    public bool Contains(int slot) => slot < _entries.Length && _entries[slot].Position != None;

    public long LastBytesMs(int slot) => _entries[slot].LastMs;

    public void Add(int slot, Socket socket, long nowMs)
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
        Append(slot, nowMs);
    }

    public void Remove(int slot)
    {
        int at = _entries[slot].Position;
        int last = Slots[--Count];
        Sockets[at] = Sockets[Count];
        Slots[at] = last;
        _entries[last].Position = at;
        Sockets[Count] = null!;
        _entries[slot].Position = None;
        Unlink(slot);
    }

    /// <summary>Moves a slot to the end of the chain.</summary>
    public void Touch(int slot, long nowMs)
    {
        if (_newest == slot)
        {
            _entries[slot].LastMs = nowMs;
            return;
        }

        Unlink(slot);
        Append(slot, nowMs);
    }

    private void Append(int slot, long nowMs)
    {
        ref Entry entry = ref _entries[slot];
        entry.LastMs = nowMs;
        entry.Older = _newest;
        entry.Newer = None;
        if (_newest != None)
        {
            _entries[_newest].Newer = slot;
        }
        else
        {
            _oldest = slot;
        }

        _newest = slot;
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
    }
}
