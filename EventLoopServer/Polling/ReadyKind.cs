namespace EventLoopServer.Polling;

/// <summary>How certain it is that a connection can be read.</summary>
internal enum ReadyKind : byte
{
    /// <summary>Select listed the connection in this turn.</summary>
    Listed,

    /// <summary>
    /// The connection was parked and has woken up. A wake-up is only a hint. If it is wrong, the
    /// read finds nothing.
    /// </summary>
    Woken,
}
