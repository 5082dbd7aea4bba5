using EventLoopServer.Observability;

namespace EventLoopServer.Connections;

/// <summary>
/// Connections that are to be closed. Any code may request a close at any time, also in the middle
/// of a call for that connection: it begins later, between the steps of the turn.
/// </summary>
internal sealed class CloseQueue
{
    private readonly List<Connection> _requested = [];

    /// <summary>Requests that have not been taken. It may grow while they are read.</summary>
    public int Count => _requested.Count;

    public Connection this[int index] => _requested[index];

    /// <summary>Requests a close. The first reason counts.</summary>
    public void RequestClose(Connection connection, CloseReason reason)
    {
        if (connection.IsOpen)
        {
            connection.State = ConnectionState.CloseRequested;
            connection.CloseReason = reason;
            _requested.Add(connection);
        }
    }

    /// <summary>The transport has failed.</summary>
    public void ConnectionLost(Connection connection)
    {
        connection.IsLost = true;
        RequestClose(connection, CloseReason.PeerReset);
    }

    /// <summary>The output broke off in the middle of a message.</summary>
    public void Abort(Connection connection, CloseReason reason)
    {
        connection.OutputTruncated = true;
        RequestClose(connection, reason);
    }

    /// <summary>Every request has been taken.</summary>
    public void Clear() => _requested.Clear();
}
