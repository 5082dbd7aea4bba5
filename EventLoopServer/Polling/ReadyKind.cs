namespace EventLoopServer.Polling;

/// <summary>How sure a poller is that a connection can be read.</summary>
internal enum ReadyKind : byte
{
    /// <summary>This turn's Select listed it.</summary>
    Listed,

    /// <summary>
    /// It was parked and has been woken: a hint, wrong now and then, so the read must accept that
    /// there is nothing.
    /// </summary>
    Woken,
}
