using System.Net;
using EventLoopServer.Polling;

namespace EventLoopServer.Transport;

/// <summary>
/// A byte stream to one peer. It is a socket or a simulated one, and its calls never block. Only
/// the reactor creates and uses it.
/// </summary>
internal interface ITransport : IPollable, IDisposable
{
    /// <summary>The peer's address and port, for the log.</summary>
    string Peer { get; }

    /// <summary>
    /// The peer's address; null where there is none, or when the peer is gone already.
    /// </summary>
    IPAddress? Address => null;

    /// <summary>
    /// True when the peer is on this machine, because its address is a loopback address.
    /// </summary>
    bool IsLocal { get; }

    /// <summary>Sends as many bytes as the kernel takes at once.</summary>
    /// <returns>Bytes taken, possibly fewer than given.</returns>
    int Send(ReadOnlySpan<byte> bytes, out IoStatus status);

    /// <summary>Sends the bytes of several segments, in order, in one call.</summary>
    int Send(IList<ArraySegment<byte>> segments, out IoStatus status);

    /// <summary>Receives the bytes that have arrived.</summary>
    /// <returns>
    /// Bytes received; 0 with <see cref="IoStatus.Done"/> at the end of the stream.
    /// </returns>
    int Receive(Span<byte> space, out IoStatus status);

    /// <summary>
    /// Receives into the operation's slice. Call it only when the poller has listed the transport.
    /// </summary>
    /// <returns>
    /// True when the receive pends. It then completes later, through the mailbox.
    /// </returns>
    bool ReceiveAsync(ReceiveOperation operation);

    /// <summary>
    /// From now on, the connection ends with a reset when it is closed or the process dies.
    /// </summary>
    void ResetAtEnd();

    /// <summary>Ends the sending side. The peer may still send.</summary>
    void ShutdownSend();
}
