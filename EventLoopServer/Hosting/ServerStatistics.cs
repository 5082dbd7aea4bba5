using EventLoopServer.Buffers;
using EventLoopServer.Chat;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Reactor;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Hosting;

/// <summary>
/// Collects the statistics of all parts. Events are counted when they happen. The buffers in use
/// are counted on request, in a walk through the connection table.
/// </summary>
internal sealed class ServerStatistics(
    LoopServices services, Receiver receiver, Slab slab, StatsWindow window) : IServerStatistics
{
    private readonly ServerStats _stats = services.Stats;

    public string Describe()
    {
        StatsSample from = window.BeginAt(services.Clock.NowMs);
        return StatsLog.Lines(new LoopRates(from, Sample()), Count(), _stats);
    }

    /// <summary>Logs the events between two samples.</summary>
    public void Write(ILogger log, StatsSample from, StatsSample to) =>
        StatsLog.Write(log, new LoopRates(from, to), Count(), _stats);

    /// <summary>The current totals.</summary>
    public StatsSample Sample()
    {
        var sample = new StatsSample();
        sample.Read(_stats);
        return sample;
    }

    /// <summary>The connections and buffers in use.</summary>
    private ResourceCounts Count()
    {
        int rings = 0;
        long queuedBytes = 0;
        Connection? slowest = null;
        for (int slot = 0; slot < services.Table.SlotsUsed; slot++)
        {
            if (services.Table[slot] is not { Ring.Count: > 0 } connection)
            {
                continue;
            }

            rings++;
            queuedBytes += connection.Ring.Count;
            if (slowest is null || connection.Ring.Count > slowest.Ring.Count)
            {
                slowest = connection;
            }
        }

        return new ResourceCounts
        {
            Clients = services.Table.Count,
            Hot = services.Poller.HotCount,
            Parked = services.Poller.ParkedCount,
            Receives = receiver.OperationsInUse,
            ReceivesMade = receiver.OperationsMade,
            ParksMade = _stats.ParkOperations,
            Slices = slab.Rented,
            SlicesMade = slab.Made,
            Rings = rings,
            QueuedBytes = queuedBytes,
            Slowest = slowest?.Label,
            SlowestBytes = slowest?.Ring.Count ?? 0,
            WorkingSetBytes = Environment.WorkingSet,
        };
    }
}
