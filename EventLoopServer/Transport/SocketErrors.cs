using System.Net.Sockets;

namespace EventLoopServer.Transport;

/// <summary>Maps the kernel's errors to the results of sends, receives and accepts.</summary>
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
    /// The meaning of an accept's exception for the listener. An exception of an unknown type
    /// counts as the peer's fault. On macOS, the peer of a connection that was reset before the
    /// accept has an address of length 0. The runtime throws an ArgumentException for it.
    /// </summary>
    public static AcceptStatus ToAcceptStatus(Exception exception) => exception switch
    {
        SocketException e => ToAcceptStatus(e.SocketErrorCode),
        ObjectDisposedException => AcceptStatus.ListenerDead,
        OutOfMemoryException => AcceptStatus.OutOfResources,
        _ => AcceptStatus.PeerFault,
    };

    /// <summary>Describes an exception in a few words, for the log.</summary>
    public static string Describe(Exception exception) => exception is SocketException e
        ? e.SocketErrorCode.ToString()
        : $"{exception.GetType().Name}: {exception.Message}";

    /// <summary>The meaning of a failed accept for the listener.</summary>
    public static AcceptStatus ToAcceptStatus(SocketError error) => error switch
    {
        SocketError.WouldBlock or SocketError.IOPending => AcceptStatus.Nothing,

        // SocketError.SocketError is .NET's result for an error that has no name there, such as
        // ENOMEM.
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable
            or SocketError.SocketError
            => AcceptStatus.OutOfResources,
        SocketError.NotSocket or SocketError.InvalidArgument or SocketError.OperationAborted
            or SocketError.OperationNotSupported or SocketError.NotInitialized
            => AcceptStatus.ListenerDead,

        // The connection was reset before the accept, or a network went down. Accept the next one.
        _ => AcceptStatus.PeerFault,
    };
}
