using EventLoopServer.Polling;

namespace EventLoopServer.Transport;

/// <summary>A place where peers arrive.</summary>
internal interface IListener : IPollable, IDisposable
{
    /// <summary>Where it listens, with the port that it really got.</summary>
    string Address { get; }

    int Port { get; }

    /// <summary>
    /// Makes the filter of a connection accepted here; null: it has none.
    /// </summary>
    ITransportFilter? CreateFilter() => null;

    /// <summary>
    /// Takes the next arrival, if there is one. Never blocks. An exception is classified as
    /// <see cref="SocketErrors.ToAcceptStatus(Exception)"/> does it.
    /// </summary>
    AcceptStatus TryAccept(out ITransport? transport, out string error);
}
