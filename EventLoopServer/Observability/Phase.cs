namespace EventLoopServer.Observability;

/// <summary>The phases of a turn, in their order.</summary>
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

    /// <summary>
    /// Begins the requested closes. The members of these connections leave the chat.
    /// </summary>
    Begin,

    /// <summary>Sending.</summary>
    Flush,

    /// <summary>Continues the closes, and parks silent connections.</summary>
    Release,
}
