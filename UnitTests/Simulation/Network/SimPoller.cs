using EventLoopServer.Observability;
using EventLoopServer.Polling;

namespace UnitTests.Simulation.Network;

/// <summary>
/// A poller over simulated transports: the one whose bytes arrived first is listed first. Parking
/// is simulated too: a parked transport is reported as woken, not as listed.
/// </summary>
internal class SimPoller(ParkingRule rule, ServerStats stats) : IPoller
{
    private readonly SortedDictionary<int, Watched> _watched = [];
    private readonly List<(long Arrival, int Slot)> _arrived = [];
    private Ready[] _readable = [];
    private int[] _writable = [];
    private long _polls;

    public int HotCount => _watched.Values.Count(static w => w.WantsRead && !w.Parked);

    public int ParkedCount => _watched.Values.Count(static w => w.Parked);

    public bool HasArrivals { get; private set; }

    public ReadOnlySpan<Ready> Readable => _readable;

    public ReadOnlySpan<int> Writable => _writable;

    /// <summary>The last wait found nothing, and the loop had no work left.</summary>
    public bool WasIdle { get; private set; }

    /// <summary>How long the server would sleep, in ms; -1 for no limit.</summary>
    public int LastTimeoutMs { get; private set; }

    /// <summary>The listeners that are polled.</summary>
    public List<SimListener> Listeners { get; } = [];

    public void WatchListener(IPollable listener) => Listeners.Add((SimListener)listener);

    public void UnwatchListener(IPollable listener) => Listeners.Remove((SimListener)listener);

    public void Watch(int slot, IPollable pollable, long nowMs) =>
        _watched[slot] = new Watched((SimTransport)pollable)
        {
            WantsRead = true,
            LastMs = nowMs,
            LastPoll = _polls,
        };

    public virtual void Unwatch(int slot) => _watched.Remove(slot);

    public virtual bool IsIdle(int slot) => true;

    public PollState StateOf(int slot) => !_watched.TryGetValue(slot, out Watched? watched)
        ? PollState.Paused
        : watched.Parked ? PollState.Parked
        : watched.WantsRead ? PollState.Hot : PollState.Paused;

    public void WantRead(int slot, bool want, long nowMs)
    {
        if (_watched.TryGetValue(slot, out Watched? watched))
        {
            watched.WantsRead = want;
        }
    }

    public void WantWrite(int slot, bool want)
    {
        if (_watched.TryGetValue(slot, out Watched? watched))
        {
            watched.WantsWrite = want;
        }
    }

    public void Touch(int slot, long nowMs)
    {
        _watched[slot].LastMs = nowMs;
        _watched[slot].LastPoll = _polls;
    }

    public void Wait(int timeoutMs)
    {
        _arrived.Clear();
        List<int> writable = [];
        foreach ((int slot, Watched watched) in _watched)
        {
            if (watched.WantsRead && watched.Wire.IsReadable)
            {
                _arrived.Add((watched.Wire.Arrival, slot));
            }

            if (watched.WantsWrite && watched.Wire.IsWritable)
            {
                writable.Add(slot);
            }
        }

        _arrived.Sort();
        List<Ready> readable = [.. _arrived.Select(a => Wake(a.Slot))];
        HasArrivals = Listeners.Exists(static l => l.IsWaiting);
        _polls++;
        LastTimeoutMs = timeoutMs;
        WasIdle = timeoutMs != 0 && readable.Count == 0 && writable.Count == 0 && !HasArrivals;
        Stir(readable, writable);
        _readable = [.. readable];
        _writable = [.. writable];
    }

    public void ParkSilent(long nowMs)
    {
        int hot = HotCount;
        int budget = rule.ParksPerTurn;
        if (hot <= rule.MaxHot)
        {
            return;
        }

        foreach (Watched watched in _watched.Values.OrderBy(static w => w.LastMs))
        {
            if (budget-- <= 0
                || hot <= rule.MaxHot
                || nowMs - watched.LastMs < rule.MinSilentMs
                || _polls - watched.LastPoll < rule.MinPolls)
            {
                return;
            }

            if (watched.WantsRead && !watched.Parked && !watched.Wire.IsReadable)
            {
                watched.Parked = true;
                stats.Parks++;
                hot--;
            }
        }
    }

    public void Dispose()
    {
    }

    /// <summary>Lets a derived class change the list or its order.</summary>
    protected virtual void Stir(List<Ready> readable, List<int> writable)
    {
    }

    /// <summary>The transport in a slot, if it is watched.</summary>
    protected SimTransport? WireAt(int slot) =>
        _watched.TryGetValue(slot, out Watched? watched) ? watched.Wire : null;

    /// <summary>The slot waits for its own wake-up.</summary>
    protected bool IsParked(int slot) =>
        _watched.TryGetValue(slot, out Watched? watched) && watched.Parked;

    /// <summary>The slots that want to read.</summary>
    protected IEnumerable<int> Readers =>
        _watched.Where(static w => w.Value.WantsRead).Select(static w => w.Key);

    protected Ready Wake(int slot)
    {
        Watched watched = _watched[slot];
        bool parked = watched.Parked;
        watched.Parked = false;
        stats.Wakes += parked ? 1 : 0;
        return new Ready(slot, parked ? ReadyKind.Woken : ReadyKind.Listed);
    }

    private sealed class Watched(SimTransport wire)
    {
        public SimTransport Wire { get; } = wire;

        public bool WantsRead { get; set; }

        public bool WantsWrite { get; set; }

        public bool Parked { get; set; }

        public long LastMs { get; set; }

        public long LastPoll { get; set; }
    }
}
