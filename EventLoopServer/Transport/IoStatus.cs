namespace EventLoopServer.Transport;

/// <summary>The result of a call on a transport.</summary>
internal enum IoStatus : byte
{
    /// <summary>
    /// The call succeeded. A receive of no bytes means that the peer has closed its side.
    /// </summary>
    Done,

    /// <summary>Nothing could be done now. Try again when the poller lists the transport.</summary>
    WouldBlock,

    /// <summary>The connection was reset, has timed out, or was closed on this side.</summary>
    Gone,
}
