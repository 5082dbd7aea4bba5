using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Timing;

namespace EventLoopServer.Connections;

/// <summary>Services that every phase of the loop uses.</summary>
/// <param name="Table">All connections, by slot.</param>
/// <param name="Poller">Finds the connections that can be read or written.</param>
/// <param name="Timers">Deadlines and pauses.</param>
/// <param name="Clock">The time of the turn.</param>
/// <param name="CloseQueue">Takes the requests to close a connection.</param>
/// <param name="Stats">Counters.</param>
internal sealed record LoopServices(
    ConnectionTable Table,
    IPoller Poller,
    TimerQueue Timers,
    TurnClock Clock,
    CloseQueue CloseQueue,
    ServerStats Stats);
