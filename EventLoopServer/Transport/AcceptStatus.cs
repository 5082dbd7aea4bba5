namespace EventLoopServer.Transport;

/// <summary>The result of an accept.</summary>
internal enum AcceptStatus : byte
{
    /// <summary>A transport was accepted.</summary>
    Accepted,

    /// <summary>No connection is waiting.</summary>
    Nothing,

    /// <summary>The waiting connection has failed: accept the next one.</summary>
    PeerFault,

    /// <summary>No descriptors or no memory: pause, and serve the existing clients.</summary>
    OutOfResources,

    /// <summary>The listener will never accept again: another one has to be opened.</summary>
    ListenerDead,
}
