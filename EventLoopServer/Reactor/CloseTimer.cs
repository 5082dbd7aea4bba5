using EventLoopServer.Connections;
using EventLoopServer.Timing;

namespace EventLoopServer.Reactor;

/// <summary>Ends a close that takes too long.</summary>
internal sealed class CloseTimer(Connection connection, ConnectionCloser closer) : LoopTimer
{
    public override void Fire() => closer.Expire(connection);

    public override void Failed(Exception fault) => closer.Dispose(connection);
}
