namespace EventLoopServer.Polling;

/// <summary>How certain it is that a connection can be read.</summary>
internal enum ReadyKind : byte
{
    /// <summary>Select listed it in this turn.</summary>
    Listed,

    /// <summary>
    /// It was parked and has woken up. This is a hint and sometimes wrong, so the read must accept
    /// that there is nothing.
    /// </summary>
    Woken,
}
