namespace EventLoopServer.Timing;

/// <summary>
/// The only source of time. The loop reads it once a turn, and once a phase to measure itself.
/// </summary>
internal interface IClock
{
    /// <summary>
    /// Milliseconds since an arbitrary start, for deadlines. They never decrease.
    /// </summary>
    long NowMs { get; }

    /// <summary>
    /// Nanoseconds since an arbitrary start, for measurements. They never decrease.
    /// </summary>
    long NowNs { get; }

    /// <summary>
    /// Milliseconds since 1970 in UTC, for dates that people read. They jump when the clock is set.
    /// </summary>
    long UnixMs { get; }
}
