using EventLoopServer.Readiness;

namespace EventLoopServer.Connections;

/// <summary>Ends a close that takes too long.</summary>
internal sealed class CloseTimer(Connection connection, Reaper reaper) : Timed
{
    public override void Fire() => reaper.Expire(connection);

    public override void Failed(Exception fault) => reaper.Dispose(connection);
}
