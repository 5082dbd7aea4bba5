using System.Runtime.InteropServices;

namespace EventLoopServer.Admission;

/// <summary>
/// Counts connected clients and recent arrivals of each address. An address has an entry while it
/// has clients or while its arrivals still count. The number of entries has a limit. At the limit,
/// addresses without clients are forgotten. An attacker with so many addresses could evade limits
/// per address anyway.
/// </summary>
/// <param name="limits">The limits of each address.</param>
/// <param name="maxEntries">
/// The limit on entries. It must exceed the maximum number of clients.
/// </param>
internal sealed class AddressTable(AddressLimits limits, int maxEntries)
{
    /// <summary>
    /// Connections above the limits in ten minutes, for each session. 20 are enough for a client
    /// whose network fails every 30 s. Without this limit, one session would lift the limit of
    /// arrivals for its whole address.
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
    /// connection for each of its sessions. The server may not have noticed yet that the old
    /// connection of a session is broken. The new connection replaces the old one.
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
        return AdmissionResult.Admitted;
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

    /// <summary>
    /// Counts an extra connection as an ordinary client, because it has resumed a session.
    /// </summary>
    public void Promote(NetworkPrefix key)
    {
        ref Entry entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
        entry.Extra--;
        entry.Clients++;
    }

    /// <summary>Removes a connection that has ended.</summary>
    /// <param name="key">The connection's address; null if the connection is not counted.</param>
    /// <param name="isExtra">
    /// True for a connection above the limit that has resumed no session.
    /// </param>
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

    /// <summary>Removes an ordinary client that has ended.</summary>
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
    /// Undoes the admission of a client that turned out to be of another kind. For example, a chat
    /// client may turn out to be a browser.
    /// </summary>
    public void Undo(NetworkPrefix key, bool isExtra, long nowMs)
    {
        if (_entries.TryGetValue(key, out Entry entry))
        {
            (isExtra ? entry.ExtraArrivals : entry.Arrivals)?.Undo();
        }

        Leave(key, isExtra, nowMs);
    }

    /// <summary>
    /// Removes the entries of addresses whose arrivals no longer count. If more than half of the
    /// limit remains, it removes the entries of all addresses without clients.
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

        /// <summary>Sessions that may be resumed.</summary>
        public int Sessions;

        /// <summary>Connections above the limit that have not resumed a session yet.</summary>
        public int Extra;

        public readonly bool IsUsed => Clients > 0 || Extra > 0 || Sessions > 0;

        /// <summary>Null where arrivals are not limited.</summary>
        public ArrivalWindow? Arrivals;

        /// <summary>Null before the first connection above a limit.</summary>
        public ArrivalWindow? ExtraArrivals;

        /// <summary>The time at which the last of the arrivals stops counting, in ms.</summary>
        public readonly long EndMs => Math.Max(
            Arrivals?.EndMs ?? long.MinValue, ExtraArrivals?.EndMs ?? long.MinValue);
    }
}
