namespace EventLoopServer.Transport;

/// <summary>The result of a call on a transport.</summary>
internal enum IoStatus : byte
{
    /// <summary>Done; a receive of no bytes means that the peer has closed its side.</summary>
    Done,

    /// <summary>Nothing could be done now: ask again when the poller says so.</summary>
    WouldBlock,

    /// <summary>The connection is gone: reset, timed out or closed here.</summary>
    Gone,
}
