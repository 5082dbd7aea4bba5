using System.Net.Sockets;

namespace EventLoopServer.Transport;

/// <summary>What the kernel's errors mean here. The only place that names them.</summary>
internal static class SocketErrors
{
    public static IoStatus ToStatus(SocketError error) => error switch
    {
        SocketError.Success => IoStatus.Done,
        SocketError.WouldBlock or SocketError.IOPending or SocketError.TryAgain
            => IoStatus.WouldBlock,
        _ => IoStatus.Gone,
    };

    /// <summary>
    /// What an exception of an accept says about the listener. One of an unknown type is the peer's
    /// fault: macOS hands out connections that were reset with an address of length 0, which the
    /// runtime answers with an ArgumentException.
    /// </summary>
    public static AcceptStatus ToAcceptStatus(Exception exception) => exception switch
    {
        SocketException e => ToAcceptStatus(e.SocketErrorCode),
        ObjectDisposedException => AcceptStatus.ListenerDead,
        OutOfMemoryException => AcceptStatus.OutOfResources,
        _ => AcceptStatus.PeerFault,
    };

    /// <summary>An exception in a few words, for the log.</summary>
    public static string Describe(Exception exception) => exception is SocketException e
        ? e.SocketErrorCode.ToString()
        : $"{exception.GetType().Name}: {exception.Message}";

    /// <summary>What a failed accept says about the listener.</summary>
    public static AcceptStatus ToAcceptStatus(SocketError error) => error switch
    {
        SocketError.WouldBlock or SocketError.IOPending => AcceptStatus.Nothing,

        // The last is what .NET makes of an error that it has no name for: ENOMEM.
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable
            or SocketError.SocketError
            => AcceptStatus.OutOfResources,
        SocketError.NotSocket or SocketError.InvalidArgument or SocketError.OperationAborted
            or SocketError.OperationNotSupported or SocketError.NotInitialized
            => AcceptStatus.ListenerDead,

        // Reset before we came to it, a network that went down: the peer's trouble, ask for the
        // next.
        _ => AcceptStatus.PeerFault,
    };
}
