namespace EventLoopServer.Observability;

/// <summary>The parts of a turn, in their order.</summary>
internal enum Phase : byte
{
    /// <summary>The poll of the kernel, and the sleep.</summary>
    Wait,

    /// <summary>Items from other threads.</summary>
    Mailbox,

    /// <summary>New connections.</summary>
    Accept,

    /// <summary>Receiving and decoding input, and running its requests.</summary>
    Receive,

    /// <summary>Due timers.</summary>
    Timers,

    /// <summary>Members whose close was requested leave the chat.</summary>
    Begin,

    /// <summary>Sending.</summary>
    Flush,

    /// <summary>Closes continue, and silent connections are parked.</summary>
    Release,
}
