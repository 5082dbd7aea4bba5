using System.Net;
using EventLoopServer.Polling;

namespace EventLoopServer.Transport;

/// <summary>
/// A byte stream to one peer that never blocks. A simulated network plugs in here. Made and used by
/// the reactor alone.
/// </summary>
internal interface ITransport : IPollable, IDisposable
{
    /// <summary>Where the peer is, for the log.</summary>
    string Peer { get; }

    /// <summary>The peer's address; null where there is none, or it has gone already.</summary>
    IPAddress? Address => null;

    /// <summary>The peer is on this machine: its address is a loopback address.</summary>
    bool IsLocal { get; }

    /// <summary>Sends what the kernel takes at once.</summary>
    /// <returns>Bytes taken, possibly fewer than given.</returns>
    int Send(ReadOnlySpan<byte> bytes, out IoStatus status);

    /// <summary>The same from several places, in order, as one call.</summary>
    int Send(IList<ArraySegment<byte>> segments, out IoStatus status);

    /// <summary>Receives what is there.</summary>
    /// <returns>
    /// Bytes received; 0 with <see cref="IoStatus.Done"/> at the end of the stream.
    /// </returns>
    int Receive(Span<byte> space, out IoStatus status);

    /// <summary>
    /// Receives into the operation's slice: only when the poller has listed it.
    /// </summary>
    /// <returns>True when it pends: its completion comes through the mailbox.</returns>
    bool ReceiveAsync(ReceiveOperation operation);

    /// <summary>
    /// From now on its end is a reset, whether it is closed or the process dies.
    /// </summary>
    void ResetAtEnd();

    /// <summary>Says to the peer that nothing more comes. It may still talk.</summary>
    void ShutdownSend();
}
