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
    /// <summary>
    /// Connections above the limits in ten minutes, for each session. A client whose network fails
    /// every half minute gets all of them; without a limit, one session would turn the limit of
    /// arrivals off for its whole address.
    /// </summary>
    private const int ExtraArrivals = 20;

    private readonly Dictionary<NetworkPrefix, Entry> _entries = [];
    private readonly List<NetworkPrefix> _idle = [];

    /// <summary>The limits, which a reload replaces.</summary>
    public AddressLimits Limits { get; set; } = limits;

    /// <summary>Addresses with an entry.</summary>
    public int Count => _entries.Count;

    /// <summary>Decides about a new connection, and counts it if it is accepted.</summary>
    /// <param name="key">The address.</param>
    /// <param name="nowMs">The time.</param>
    /// <param name="mayResume">
    /// True for a connection that may resume a session. An address above its limit gets one more
    /// connection for each of its sessions: the server may not have noticed yet that the old
    /// connections are broken, and a client that resumes takes the place of one of them.
    /// </param>
    public AdmissionResult Admit(NetworkPrefix key, long nowMs, bool mayResume = false)
    {
        int clients = Limits.ClientsOf(key);
        int arrivals = Limits.ArrivalsOf(key);
        _entries.TryGetValue(key, out Entry entry);
        if (clients > 0 && entry.Clients >= clients)
        {
            return mayResume && TryAdmitExtra(key, entry, nowMs)
                ? AdmissionResult.OnlyResume
                : AdmissionResult.AddressFull;
        }

        if (arrivals > 0)
        {
            entry.Arrivals ??= new ArrivalWindow();
            if (!entry.Arrivals.TryAdd(arrivals, nowMs))
            {
                return mayResume && TryAdmitExtra(key, entry, nowMs)
                    ? AdmissionResult.OnlyResume
                    : AdmissionResult.TooManyArrivals;
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

    /// <summary>Counts the sessions of an address that may be resumed.</summary>
    public void CountSessions(NetworkPrefix key, int more)
    {
        ref Entry entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
        entry.Sessions += more;
    }

    /// <summary>True when an address has fewer clients than its limit.</summary>
    public bool HasRoom(NetworkPrefix key)
    {
        int clients = Limits.ClientsOf(key);
        return clients == 0 || !_entries.TryGetValue(key, out Entry entry)
            || entry.Clients < clients;
    }

    /// <summary>An extra connection has resumed a session: it is a client like others.</summary>
    public void Promote(NetworkPrefix key)
    {
        ref Entry entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
        entry.Extra--;
        entry.Clients++;
    }

    /// <summary>A connection has ended.</summary>
    /// <param name="key">Its address; null: it is not counted.</param>
    /// <param name="isExtra">It is above the limit and has resumed no session.</param>
    /// <param name="nowMs">The time.</param>
    public void Leave(NetworkPrefix? key, bool isExtra, long nowMs)
    {
        if (key is not { } address)
        {
            return;
        }

        if (!isExtra)
        {
            Leave(address, nowMs);
            return;
        }

        ref Entry entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, address);
        entry.Extra--;
        RemoveUnused(address, entry, nowMs);
    }

    /// <summary>Counts a client that has left.</summary>
    public void Leave(NetworkPrefix key, long nowMs)
    {
        ref Entry entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
        entry.Clients--;
        RemoveUnused(key, entry, nowMs);
    }

    private void RemoveUnused(NetworkPrefix key, in Entry entry, long nowMs)
    {
        if (!entry.IsUsed && entry.EndMs <= nowMs)
        {
            _entries.Remove(key);
        }
    }

    private bool TryAdmitExtra(NetworkPrefix key, Entry entry, long nowMs)
    {
        if (entry.Extra >= entry.Sessions)
        {
            return false;
        }

        entry.ExtraArrivals ??= new ArrivalWindow();
        if (!entry.ExtraArrivals.TryAdd(ExtraArrivals * entry.Sessions, nowMs))
        {
            return false;
        }

        entry.Extra++;
        _entries[key] = entry;
        return true;
    }

    /// <summary>
    /// Takes back a client that was admitted and turned out to be of another kind.
    /// </summary>
    public void TakeBack(NetworkPrefix key, bool isExtra, long nowMs)
    {
        if (_entries.TryGetValue(key, out Entry entry))
        {
            (isExtra ? entry.ExtraArrivals : entry.Arrivals)?.TakeBack();
        }

        Leave(key, isExtra, nowMs);
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
            if (!entry.IsUsed && isOver(entry))
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

        /// <summary>Sessions of its clients that may be resumed.</summary>
        public int Sessions;

        /// <summary>Connections above the limit, which have to resume a session.</summary>
        public int Extra;

        public readonly bool IsUsed => Clients > 0 || Extra > 0 || Sessions > 0;

        /// <summary>Null where arrivals are not limited.</summary>
        public ArrivalWindow? Arrivals;

        /// <summary>Null before the first connection above a limit.</summary>
        public ArrivalWindow? ExtraArrivals;

        /// <summary>When all of its arrivals are forgotten.</summary>
        public readonly long EndMs => Math.Max(
            Arrivals?.EndMs ?? long.MinValue, ExtraArrivals?.EndMs ?? long.MinValue);
    }
}
