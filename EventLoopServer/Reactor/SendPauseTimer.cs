using EventLoopServer.Connections;
using EventLoopServer.Timing;

namespace EventLoopServer.Reactor;

/// <summary>
/// The pause after a send to an unframed peer. While it is set, what the peer is told waits in its
/// ring.
/// </summary>
internal sealed class SendPauseTimer(
    Connection connection, Flusher flusher, ConnectionCloser closer) : LoopTimer
{
    public override void Fire() => flusher.EndSendPause(connection);

    public override void Failed(Exception fault) => closer.ConnectionLost(connection);
}
