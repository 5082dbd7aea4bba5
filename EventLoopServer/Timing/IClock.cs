namespace EventLoopServer.Timing;

/// <summary>
/// The only source of time. The loop reads it once a turn, and once a phase to measure itself.
/// </summary>
internal interface IClock
{
    /// <summary>Milliseconds that never decrease, from any start: for deadlines.</summary>
    long NowMs { get; }

    /// <summary>Nanoseconds that never decrease, from any start: for measurements.</summary>
    long NowNs { get; }

    /// <summary>Milliseconds since 1970, UTC: for dates that people read. It may jump.</summary>
    long UnixMs { get; }
}
