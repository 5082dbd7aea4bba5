namespace EventLoopServer.Connections;

/// <summary>How far the close of a connection has come. The state only moves forward.</summary>
internal enum ConnectionState : byte
{
    /// <summary>In use.</summary>
    Open,

    /// <summary>It has a close reason; the current step continues without it.</summary>
    CloseRequested,

    /// <summary>
    /// Its member has left the chat; pending output and the goodbye text are sent.
    /// </summary>
    Flushing,

    /// <summary>
    /// All is sent, and the sending side is shut down; input is discarded.
    /// </summary>
    Lingering,

    /// <summary>The transport is closed; an operation may still be in flight.</summary>
    Disposed,

    /// <summary>Its slot is free again.</summary>
    Released,
}
