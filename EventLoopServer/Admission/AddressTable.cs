using System.Runtime.InteropServices;

namespace EventLoopServer.Admission;

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
    private readonly Dictionary<NetworkPrefix, Entry> _entries = [];
    private readonly List<NetworkPrefix> _idle = [];

    /// <summary>Addresses that are known at the moment.</summary>
    public int Count => _entries.Count;

    /// <summary>Somebody arrives, and counts if it is welcome.</summary>
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

    /// <summary>A client has gone.</summary>
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
    /// Makes room: those go that do not count any more; if that is little, all without a client.
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

        /// <summary>When all of its arrivals will be forgotten.</summary>
        public readonly long EndMs => Arrivals?.EndMs ?? long.MinValue;
    }
}
