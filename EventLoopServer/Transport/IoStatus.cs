namespace EventLoopServer.Transport;

/// <summary>The result of a call on a transport.</summary>
internal enum IoStatus : byte
{
    /// <summary>Done; a receive of no bytes means that the peer has closed its side.</summary>
    Done,

    /// <summary>Nothing could be done now: try again when the poller lists the transport.</summary>
    WouldBlock,

    /// <summary>The connection is lost: reset, timed out, or closed on this side.</summary>
    Gone,
}
