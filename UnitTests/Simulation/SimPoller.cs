using EventLoopServer.Observability;
using EventLoopServer.Readiness;

namespace UnitTests.Simulation;

/// <summary>
/// A poller that looks at simulated wires: the one whose bytes came first is listed first. Parking
/// is simulated too: a parked wire is woken, not listed.
/// </summary>
internal sealed class SimPoller(ParkingRule rule, ServerStats stats) : IPoller
{
    private readonly SortedDictionary<int, Watched> _watched = [];
    private Ready[] _readable = [];
    private int[] _writable = [];
    private long _looks;

    public int HotCount => _watched.Values.Count(static w => w.WantsRead && !w.Parked);

    public int ParkedCount => _watched.Values.Count(static w => w.Parked);

    public bool HasArrivals { get; private set; }

    public ReadOnlySpan<Ready> Readable => _readable;

    public ReadOnlySpan<int> Writable => _writable;

    /// <summary>The last wait found nothing, and the loop had nothing left to do.</summary>
    public bool WasIdle { get; private set; }

    /// <summary>The server would sleep this long: -1 for ever.</summary>
    public int LastTimeoutMs { get; private set; }

    /// <summary>Those that are asked for arrivals.</summary>
    public List<SimListener> Listeners { get; } = [];

    public void WatchListener(IPollable listener) => Listeners.Add((SimListener)listener);

    public void UnwatchListener(IPollable listener) => Listeners.Remove((SimListener)listener);

    public void Watch(int slot, IPollable pollable, long nowMs) =>
        _watched[slot] = new Watched((SimWire)pollable)
        {
            WantsRead = true,
            LastMs = nowMs,
            LastLook = _looks,
        };

    public void Unwatch(int slot) => _watched.Remove(slot);

    public bool IsQuiet(int slot) => true;

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
        _watched[slot].LastLook = _looks;
    }

    public void Wait(int timeoutMs)
    {
        _readable =
        [
            .. _watched
                .Where(static w => w.Value.WantsRead && w.Value.Wire.IsReadable)
                .OrderBy(static w => w.Value.Wire.Arrival)
                .Select(Wake),
        ];
        _writable =
        [
            .. _watched
                .Where(static w => w.Value.WantsWrite && w.Value.Wire.IsWritable)
                .Select(static w => w.Key),
        ];
        HasArrivals = Listeners.Exists(static l => l.IsWaiting);
        _looks++;
        LastTimeoutMs = timeoutMs;
        WasIdle = timeoutMs != 0 && _readable.Length == 0 && _writable.Length == 0 && !HasArrivals;
    }

    public void ParkSilent(long nowMs)
    {
        int budget = rule.ParksPerTurn;
        foreach (Watched watched in _watched.Values.OrderBy(static w => w.LastMs))
        {
            if (budget-- <= 0
                || HotCount <= rule.HotLimit
                || nowMs - watched.LastMs < rule.MinSilentMs
                || _looks - watched.LastLook < rule.MinLooks)
            {
                return;
            }

            if (watched.WantsRead && !watched.Parked && !watched.Wire.IsReadable)
            {
                watched.Parked = true;
                stats.Parks++;
            }
        }
    }

    public void Dispose()
    {
    }

    private Ready Wake(KeyValuePair<int, Watched> entry)
    {
        bool parked = entry.Value.Parked;
        entry.Value.Parked = false;
        stats.Wakes += parked ? 1 : 0;
        return new Ready(entry.Key, parked ? ReadyKind.Woken : ReadyKind.Listed);
    }

    private sealed class Watched(SimWire wire)
    {
        public SimWire Wire { get; } = wire;

        public bool WantsRead { get; set; }

        public bool WantsWrite { get; set; }

        public bool Parked { get; set; }

        public long LastMs { get; set; }

        public long LastLook { get; set; }
    }
}
