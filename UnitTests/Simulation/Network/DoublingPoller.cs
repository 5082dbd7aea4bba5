using EventLoopServer.Observability;
using EventLoopServer.Polling;

namespace UnitTests.Simulation.Network;

/// <summary>A poller that wakes everybody whom it has listed once more.</summary>
internal sealed class DoublingPoller(ParkingRule rule, ServerStats stats) : SimPoller(rule, stats)
{
    protected override void Stir(List<Ready> readable, List<int> writable) =>
        readable.AddRange([.. readable.Select(static r => new Ready(r.Slot, ReadyKind.Woken))]);
}
