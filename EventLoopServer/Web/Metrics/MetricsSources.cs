using EventLoopServer.Buffers;
using EventLoopServer.Chat.Files;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Connections;
using EventLoopServer.Reactor;
using EventLoopServer.Sessions.Delivery;
using EventLoopServer.Threading;

namespace EventLoopServer.Web.Metrics;

/// <summary>The parts of the server that the metrics measure.</summary>
/// <param name="Loop">The counters, the connections and the poller.</param>
/// <param name="Slab">The buffers.</param>
/// <param name="Directory">Members and rooms.</param>
/// <param name="FanOut">Deliveries.</param>
/// <param name="SlowReaders">The output that clients have not read.</param>
/// <param name="Workers">The background threads, with the names of their queues.</param>
/// <param name="Files">The shared files.</param>
internal sealed record MetricsSources(
    LoopServices Loop,
    Slab Slab,
    RoomDirectory Directory,
    FanOut FanOut,
    SlowReaderMonitor SlowReaders,
    IReadOnlyList<(string Queue, IBackgroundWorker Worker)> Workers,
    FileShares Files);
