using EventLoopServer.Connections;
using EventLoopServer.Transport;

namespace EventLoopServer.Reactor;

/// <summary>Reads and discards what a peer still sends while its connection closes.</summary>
internal sealed class LingeringInput(ConnectionCloser closer)
{
    private readonly byte[] _discarded = new byte[8 * 1024];

    public void Discard(Connection connection)
    {
        int bytes = connection.Transport.Receive(_discarded, out IoStatus status);
        switch (status)
        {
            case IoStatus.Gone:
                connection.IsLost = true;
                closer.Dispose(connection);
                break;
            case IoStatus.Done:
                closer.Discard(connection, bytes);
                break;
            default:
                break;
        }
    }
}
