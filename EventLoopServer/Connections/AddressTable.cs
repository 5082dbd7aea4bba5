using System.Runtime.InteropServices;

namespace EventLoopServer.Connections;

/// <summary>
/// Counts clients by address: how many there are, and how many came lately. It holds an entry for
/// each address of a client, and for those that have gone as long as they count, but never more
/// than a fixed number: then those that have gone are forgotten, since whoever has so many
/// addresses is not held off by this.
/// </summary>
/// <param name="limits">What each may take.</param>
/// <param name="maxEntries">Addresses at most; more than there may be clients.</param>
internal sealed class AddressTable(AddressLimits limits, int maxEntries)
{
    /// <summary>The time in which arrivals are counted.</summary>
    private const long WindowMs = 600_000;

    private readonly Dictionary<AddressKey, Entry> _entries = [];
    private readonly List<AddressKey> _idle = [];

    /// <summary>Addresses that are known at the moment.</summary>
    public int Count => _entries.Count;

    /// <summary>Somebody arrives, and counts if it is welcome.</summary>
    public Admission Admit(AddressKey key, long nowMs)
    {
        int clients = key.IsLocal ? limits.LocalClients : limits.Clients;
        int arrivals = key.IsLocal ? limits.LocalArrivals : limits.Arrivals;
        _entries.TryGetValue(key, out Entry entry);
        if (clients > 0 && entry.Clients >= clients)
        {
            return Admission.AddressFull;
        }

        // As many as are allowed may come at once; each is forgotten after its part of the window.
        if (arrivals > 0)
        {
            long eachMs = WindowMs / arrivals;
            if (entry.PaidMs - nowMs > (arrivals - 1) * eachMs)
            {
                return Admission.TooManyArrivals;
            }

            entry.PaidMs = Math.Max(entry.PaidMs, nowMs) + eachMs;
        }

        if (_entries.Count >= maxEntries && !_entries.ContainsKey(key))
        {
            Forget(nowMs);
        }

        entry.Clients++;
        _entries[key] = entry;
        return Admission.Welcome;
    }

    /// <summary>A client has gone.</summary>
    public void Leave(AddressKey key, long nowMs)
    {
        ref Entry entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
        entry.Clients--;
        if (entry.Clients == 0 && entry.PaidMs <= nowMs)
        {
            _entries.Remove(key);
        }
    }

    /// <summary>
    /// Makes room: those go that do not count any more; if that is little, all without a client.
    /// </summary>
    private void Forget(long nowMs)
    {
        Forget(e => e.PaidMs <= nowMs);
        if (_entries.Count > maxEntries / 2)
        {
            Forget(static _ => true);
        }
    }

    private void Forget(Predicate<Entry> isOver)
    {
        foreach ((AddressKey key, Entry entry) in _entries)
        {
            if (entry.Clients == 0 && isOver(entry))
            {
                _idle.Add(key);
            }
        }

        _idle.ForEach(k => _entries.Remove(k));
        _idle.Clear();
    }

    private struct Entry
    {
        public int Clients;

        /// <summary>When all of its arrivals will be forgotten.</summary>
        public long PaidMs;
    }
}
