namespace EventLoopServer.Connections;

/// <summary>
/// The state of a connection, from its start to its release. It only moves forward.
/// </summary>
internal enum ConnectionState : byte
{
    /// <summary>In use.</summary>
    Open,

    /// <summary>A close was requested, with a reason. The close begins in a later phase.</summary>
    CloseRequested,

    /// <summary>
    /// The member has left the chat. Pending output and the goodbye text are being sent.
    /// </summary>
    Flushing,

    /// <summary>
    /// All output is sent, and the sending side is shut down. (A legacy client gets a reset at the
    /// end of this state instead.) Input is discarded.
    /// </summary>
    Lingering,

    /// <summary>The transport is closed. An operation may still be in progress.</summary>
    Disposed,

    /// <summary>The slot is free again.</summary>
    Released,
}
