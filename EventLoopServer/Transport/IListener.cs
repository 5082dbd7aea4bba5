using EventLoopServer.Polling;

namespace EventLoopServer.Transport;

/// <summary>Accepts the connections of one address.</summary>
internal interface IListener : IPollable, IDisposable
{
    /// <summary>The address, with the port that the system assigned.</summary>
    string Address { get; }

    int Port { get; }

    /// <summary>Makes the filter of an accepted connection; null if it has none.</summary>
    ITransportFilter? CreateFilter() => null;

    /// <summary>
    /// Accepts the next connection, if one is waiting. Never blocks. An exception is classified by
    /// <see cref="SocketErrors.ToAcceptStatus(Exception)"/>.
    /// </summary>
    AcceptStatus TryAccept(out ITransport? transport, out string error);
}
