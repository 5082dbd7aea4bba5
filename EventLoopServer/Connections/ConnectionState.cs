namespace EventLoopServer.Connections;

/// <summary>How far a connection is on its way out. It only moves forward.</summary>
internal enum ConnectionState : byte
{
    /// <summary>In use.</summary>
    Open,

    /// <summary>It has a close reason; the step that is running goes on without it.</summary>
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

    /// <summary>Its place is free again.</summary>
    Released,
}
