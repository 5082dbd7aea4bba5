using EventLoopServer.Admission;
using EventLoopServer.Connections;

namespace EventLoopServer.Sessions;

/// <summary>Takes over connections whose clients send requests of HTTP.</summary>
internal interface IHttpServer
{
    /// <summary>
    /// Counts a connection above the chat limits of its address, which may be one of HTTP.
    /// </summary>
    /// <returns>False when its address has too many connections of HTTP too.</returns>
    bool TryAdmit(NetworkPrefix address);

    /// <summary>Such a connection ends, and was none of HTTP.</summary>
    void Leave(NetworkPrefix address);

    /// <summary>
    /// Makes itself the consumer of a connection. All bytes of the client are passed to it.
    /// </summary>
    /// <param name="connection">The connection, which is no longer one of the chat.</param>
    /// <param name="isBare">True when the connection needs TLS and is not encrypted.</param>
    void Take(Connection connection, bool isBare);
}
