using EventLoopServer.Observability;
using EventLoopServer.Polling;
using UnitTests.Simulation.Network;
using UnitTests.Simulation.World.Audit;

namespace UnitTests.Simulation.World;

/// <summary>
/// A poller as unreliable as one may be: late, in any order, with wake-ups for nothing and twice,
/// and slots that stay busy for a while after they were given up.
/// </summary>
internal class WorldPoller(ParkingRule rule, ServerStats stats, int seed, TransportLedger ledger)
    : SimPoller(rule, stats)
{
    /// <summary>The client of these draws: none.</summary>
    private const int Nobody = -1;

    private readonly Dictionary<int, long> _busyUntil = [];
    private readonly int _seed = seed;
    private long _turn;

    /// <summary>Nothing is late and nothing is wrong, for as long as this is set.</summary>
    public bool IsCalm { get; set; }

    public override void Unwatch(int slot)
    {
        if (IsParked(slot))
        {
            _busyUntil[slot] =
                _turn + new SeededRandom(_seed, Nobody, slot ^ (_turn << 20)).Below(6);
        }

        base.Unwatch(slot);
    }

    public override bool IsIdle(int slot) =>
        !_busyUntil.TryGetValue(slot, out long until) || until < _turn;

    protected override void Stir(List<Ready> readable, List<int> writable)
    {
        _turn++;
        SeededRandom random = new SeededRandom(_seed, Nobody, _turn);
        if (!IsCalm && random.Chance(600))
        {
            Shuffle(readable, ref random);
            Delay(readable, ref random);
            AddSpurious(readable, writable, ref random);
        }

        ledger.List(
            readable.Where(static r => r.Kind == ReadyKind.Listed).Select(r => WireAt(r.Slot)!));
    }

    private static void Shuffle(List<Ready> readable, ref SeededRandom random)
    {
        for (int i = readable.Count - 1; i > 0; i--)
        {
            int other = random.Below(i + 1);
            (readable[i], readable[other]) = (readable[other], readable[i]);
        }
    }

    /// <summary>Some are seen a turn later.</summary>
    private static void Delay(List<Ready> readable, ref SeededRandom random)
    {
        int late = random.Chance(300) ? random.Below(readable.Count + 1) : 0;
        readable.RemoveRange(readable.Count - late, late);
    }

    private void AddSpurious(List<Ready> readable, List<int> writable, ref SeededRandom random)
    {
        int[] readers = [.. Readers];
        for (int more = readers.Length == 0 ? 0 : random.Below(4); more > 0; more--)
        {
            int slot = readers[random.Below(readers.Length)];
            bool isThere = readable.Exists(r => r.Slot == slot);
            if (isThere || random.Chance(700))
            {
                // A wake-up for nothing, or one more than there should be.
                readable.Add(new Ready(slot, ReadyKind.Woken));
            }
            else if (!IsParked(slot))
            {
                readable.Add(new Ready(slot, ReadyKind.Listed));
            }

            writable.Add(readers[random.Below(readers.Length)]);
        }
    }
}
