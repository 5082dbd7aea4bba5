using EventLoopServer.Admission;
using EventLoopServer.Connections;

namespace EventLoopServer.Sessions;

/// <summary>Takes over the connections of HTTP clients.</summary>
internal interface IHttpServer
{
    /// <summary>
    /// Counts a connection that may be HTTP. The connection is above the chat limits of its
    /// address.
    /// </summary>
    /// <returns>False when the address has too many HTTP connections too.</returns>
    bool TryAdmit(NetworkPrefix address);

    /// <summary>
    /// A connection that <see cref="TryAdmit"/> has counted ends, and was not HTTP.
    /// </summary>
    void Leave(NetworkPrefix address);

    /// <summary>
    /// Becomes the consumer of a connection. All bytes of the client are then passed to this
    /// server.
    /// </summary>
    /// <param name="connection">The connection, which no longer belongs to the chat.</param>
    /// <param name="isBare">True when the connection needs TLS and is not encrypted.</param>
    void Take(Connection connection, bool isBare);
}
