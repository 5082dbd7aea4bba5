using System.Runtime.InteropServices;

namespace EventLoopServer.Admission;

/// <summary>
/// Counts clients by address: those that are connected, and recent arrivals. It has an entry for
/// each address with clients, and for each address whose arrivals still count. The number of
/// entries has a limit. At the limit, addresses without clients are forgotten: an attacker with so
/// many addresses is not stopped by this table anyway.
/// </summary>
/// <param name="limits">The limits of each address.</param>
/// <param name="maxEntries">The limit on entries; more than there may be clients.</param>
internal sealed class AddressTable(AddressLimits limits, int maxEntries)
{
    private readonly Dictionary<NetworkPrefix, Entry> _entries = [];
    private readonly List<NetworkPrefix> _idle = [];

    /// <summary>Addresses with an entry.</summary>
    public int Count => _entries.Count;

    /// <summary>Decides about a new connection, and counts it if it is accepted.</summary>
    public AdmissionResult Admit(NetworkPrefix key, long nowMs)
    {
        int clients = key.IsLocal ? limits.LocalClients : limits.Clients;
        int arrivals = key.IsLocal ? limits.LocalArrivals : limits.Arrivals;
        _entries.TryGetValue(key, out Entry entry);
        if (clients > 0 && entry.Clients >= clients)
        {
            return AdmissionResult.AddressFull;
        }

        if (arrivals > 0)
        {
            entry.Arrivals ??= new ArrivalWindow();
            if (!entry.Arrivals.TryAdd(arrivals, nowMs))
            {
                return AdmissionResult.TooManyArrivals;
            }
        }

        if (_entries.Count >= maxEntries && !_entries.ContainsKey(key))
        {
            Forget(nowMs);
        }

        entry.Clients++;
        _entries[key] = entry;
        return AdmissionResult.Welcome;
    }

    /// <summary>Counts a client that has left.</summary>
    public void Leave(NetworkPrefix key, long nowMs)
    {
        ref Entry entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
        entry.Clients--;
        if (entry.Clients == 0 && entry.EndMs <= nowMs)
        {
            _entries.Remove(key);
        }
    }

    /// <summary>
    /// Forgets the addresses that do not count any more. If more than half of the limit remains, it
    /// forgets all addresses without clients.
    /// </summary>
    private void Forget(long nowMs)
    {
        Forget(e => e.EndMs <= nowMs);
        if (_entries.Count > maxEntries / 2)
        {
            Forget(static _ => true);
        }
    }

    private void Forget(Predicate<Entry> isOver)
    {
        foreach ((NetworkPrefix key, Entry entry) in _entries)
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

        /// <summary>Null where arrivals are not limited.</summary>
        public ArrivalWindow? Arrivals;

        /// <summary>When all of its arrivals are forgotten.</summary>
        public readonly long EndMs => Arrivals?.EndMs ?? long.MinValue;
    }
}
