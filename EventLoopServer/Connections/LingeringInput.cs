namespace EventLoopServer.Connections;

/// <summary>Reads and discards what a peer still sends while its connection closes.</summary>
internal sealed class LingeringInput(Reaper reaper)
{
    private readonly byte[] _discarded = new byte[8 * 1024];

    public void Discard(Connection connection)
    {
        int bytes = connection.Wire.Receive(_discarded, out WireStatus status);
        switch (status)
        {
            case WireStatus.Gone:
                connection.IsLost = true;
                reaper.Dispose(connection);
                break;
            case WireStatus.Done:
                reaper.Discard(connection, bytes);
                break;
            default:
                break;
        }
    }
}
