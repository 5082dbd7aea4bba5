namespace EventLoopServer.Connections;

/// <summary>How far a connection is on its way out. It only moves forward.</summary>
internal enum ConnectionState : byte
{
    /// <summary>In use.</summary>
    Open,

    /// <summary>It has a close reason; the step that is running goes on without it.</summary>
    CloseRequested,

    /// <summary>
    /// It has left the chat; its last words and what waits in its ring are being sent.
    /// </summary>
    Flushing,

    /// <summary>
    /// All is sent and said so; what the peer still sends is read and thrown away.
    /// </summary>
    Lingering,

    /// <summary>The wire is closed; an operation may still be on its way back.</summary>
    Disposed,

    /// <summary>Its place is free again.</summary>
    Released,
}
