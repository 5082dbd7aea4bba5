using EventLoopServer.Observability;

namespace EventLoopServer.Connections;

/// <summary>
/// Connections that are to be closed. Any code may request a close at any time, even in the middle
/// of a call for that connection. The close begins in a later phase.
/// </summary>
internal sealed class CloseQueue
{
    private readonly List<Connection> _requested = [];

    /// <summary>
    /// Requests that the closer has not taken yet. The number may grow while the closer takes them.
    /// </summary>
    public int Count => _requested.Count;

    public Connection this[int index] => _requested[index];

    /// <summary>
    /// Requests a close. If a close was requested before, the first reason stays.
    /// </summary>
    public void RequestClose(Connection connection, CloseReason reason)
    {
        if (connection.IsOpen)
        {
            connection.State = ConnectionState.CloseRequested;
            connection.CloseReason = reason;
            _requested.Add(connection);
        }
    }

    /// <summary>Requests a close because the transport has failed.</summary>
    public void ConnectionLost(Connection connection)
    {
        connection.IsLost = true;
        RequestClose(connection, CloseReason.PeerReset);
    }

    /// <summary>
    /// Requests a close without a goodbye text, because the output may end inside a message.
    /// </summary>
    public void Abort(Connection connection, CloseReason reason)
    {
        connection.OutputTruncated = true;
        RequestClose(connection, reason);
    }

    /// <summary>Removes all requests after the closer has taken them.</summary>
    public void Clear() => _requested.Clear();
}
