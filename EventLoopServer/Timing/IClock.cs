namespace EventLoopServer.Timing;

/// <summary>
/// The only source of time. The loop asks it once a turn, and once a phase to measure itself.
/// </summary>
internal interface IClock
{
    /// <summary>Milliseconds that only grow, from any start: for deadlines.</summary>
    long NowMs { get; }

    /// <summary>Nanoseconds that only grow, from any start: to measure with.</summary>
    long NowNs { get; }

    /// <summary>Milliseconds since 1970, UTC: for people. It may jump.</summary>
    long UnixMs { get; }
}
