using EventLoopServer.Connections;
using EventLoopServer.Timing;

namespace EventLoopServer.Transport.Legacy;

/// <summary>What all <see cref="LegacyFilter"/>s share.</summary>
/// <param name="Timers">For the pauses.</param>
/// <param name="Clock">The turn's time.</param>
/// <param name="CloseQueue">For connections whose send has thrown.</param>
/// <param name="SendPending">Sends from the ring of a connection.</param>
internal sealed record LegacyServices(
    TimerQueue Timers, TurnClock Clock, CloseQueue CloseQueue, Action<Connection> SendPending)
{
    /// <summary>For a look at a ring; used again.</summary>
    public List<ArraySegment<byte>> Segments { get; } = [];
}
