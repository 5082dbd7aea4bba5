using EventLoopServer.Connections;
using EventLoopServer.Timing;

namespace EventLoopServer.Transport.Legacy;

/// <summary>Services that all <see cref="LegacyFilter"/>s share.</summary>
/// <param name="Timers">The queue for the timers of the pauses.</param>
/// <param name="Clock">The turn's time.</param>
/// <param name="CloseQueue">Takes connections whose timer has thrown.</param>
/// <param name="SendPending">Sends from the ring of a connection.</param>
internal sealed record LegacyServices(
    TimerQueue Timers, TurnClock Clock, CloseQueue CloseQueue, Action<Connection> SendPending)
{
    /// <summary>A reused list for segments of a ring.</summary>
    public List<ArraySegment<byte>> Segments { get; } = [];
}
