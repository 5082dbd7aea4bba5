using System.Net.Sockets;

namespace EventLoopServer.Connections;

/// <summary>What the kernel's errors mean here. The only place that names them.</summary>
internal static class SocketErrors
{
    public static WireStatus ToStatus(SocketError error) => error switch
    {
        SocketError.Success => WireStatus.Done,
        SocketError.WouldBlock or SocketError.IOPending or SocketError.TryAgain
            => WireStatus.WouldBlock,
        _ => WireStatus.Gone,
    };

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
