namespace EventLoopServer.Polling;

/// <summary>How a connection waits for input.</summary>
internal enum PollState : byte
{
    /// <summary>It is not read: it ends, or waits for a budget or an answer.</summary>
    Paused,

    /// <summary>It sent last, so each turn polls it.</summary>
    Recent,

    /// <summary>It is hot, and polled in rotation with others.</summary>
    Hot,

    /// <summary>It has a zero-byte receive and no buffer.</summary>
    Parked,
}
