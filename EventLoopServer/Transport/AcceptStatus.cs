namespace EventLoopServer.Transport;

/// <summary>How an accept went.</summary>
internal enum AcceptStatus : byte
{
    /// <summary>A transport was accepted.</summary>
    Accepted,

    /// <summary>Nobody is waiting.</summary>
    Nothing,

    /// <summary>Whoever was waiting is gone again: ask for the next.</summary>
    PeerFault,

    /// <summary>No descriptors or no memory: pause, existing clients are served.</summary>
    OutOfResources,

    /// <summary>This listener will never accept again: another has to be opened.</summary>
    ListenerDead,
}
