namespace EventLoopServer.Transport;

/// <summary>The result of an accept.</summary>
internal enum AcceptStatus : byte
{
    /// <summary>A transport was accepted.</summary>
    Accepted,

    /// <summary>No connection is waiting.</summary>
    Nothing,

    /// <summary>The waiting connection has failed. Accept the next one.</summary>
    PeerFault,

    /// <summary>
    /// There are no descriptors or no memory. Pause, and serve the existing clients.
    /// </summary>
    OutOfResources,

    /// <summary>The listener will never accept again. Open another one.</summary>
    ListenerDead,
}
