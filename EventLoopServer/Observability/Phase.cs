namespace EventLoopServer.Observability;

/// <summary>The parts of a turn, in their order.</summary>
internal enum Phase : byte
{
    /// <summary>Asking the kernel, and the sleep.</summary>
    Wait,

    /// <summary>What other threads had to say.</summary>
    Mailbox,

    /// <summary>Taking in those who arrive.</summary>
    Accept,

    /// <summary>Reading, decoding and running what came.</summary>
    Receive,

    /// <summary>What was due.</summary>
    Timers,

    /// <summary>Those whose close was asked for leave the chat.</summary>
    Begin,

    /// <summary>Sending.</summary>
    Flush,

    /// <summary>Closes go on, and the silent are parked.</summary>
    Release,
}
