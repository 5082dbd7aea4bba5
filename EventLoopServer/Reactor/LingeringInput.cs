using EventLoopServer.Connections;
using EventLoopServer.Transport;

namespace EventLoopServer.Reactor;

/// <summary>Receives and discards the input of a connection that is closing.</summary>
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
