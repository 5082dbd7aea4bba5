using EventLoopServer.Readiness;

namespace EventLoopServer.Connections;

/// <summary>
/// The pause after a send to an unframed peer. While it is set, what the peer is told waits in its
/// ring.
/// </summary>
internal sealed class QuietTimer(Connection connection, Flusher flusher, Reaper reaper) : Timed
{
    public override void Fire() => flusher.EndQuiet(connection);

    public override void Failed(Exception fault) => reaper.Lose(connection);
}
