using EventLoopServer.Observability;
using EventLoopServer.Polling;
using UnitTests.Simulation.World.Audit;

namespace UnitTests.Simulation.World.Faulty;

/// <summary>
/// Lists a slot because of its earlier owner, so that the present owner is taken for ready.
/// </summary>
internal sealed class StalePoller(
    ParkingRule rule, ServerStats stats, int seed, TransportLedger ledger)
    : WorldPoller(rule, stats, seed, ledger)
{
    private readonly HashSet<int> _used = [];

    public override void Unwatch(int slot)
    {
        base.Unwatch(slot);
        _used.Add(slot);
    }

    protected override void Stir(List<Ready> readable, List<int> writable)
    {
        base.Stir(readable, writable);
        foreach (int slot in Readers.Where(_used.Contains).ToArray())
        {
            _used.Remove(slot);
            readable.Add(new Ready(slot, ReadyKind.Listed));
        }
    }
}
