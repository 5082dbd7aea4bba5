namespace EventLoopServer.Timing;

/// <summary>
/// A token bucket, kept as one moment: when all that was taken so far is paid for. All times are in
/// one unit, which the caller chooses. What is taken is told as its cost: the time in which the
/// bucket earns it. A new bucket is full.
/// </summary>
/// <remarks>
/// One number instead of a count and the time of the last refill, so nothing is refilled and
/// nothing is rounded (the virtual scheduling of ITU-T I.371). A bucket has no size of its own: the
/// burst is told with each question.
/// </remarks>
internal struct TokenBucket
{
    /// <summary>When all is paid for.</summary>
    public long PaidAt { get; private set; }

    /// <summary>True when nothing is owed: it is as good as new.</summary>
    public readonly bool IsFull(long now) => PaidAt <= now;

    /// <summary>What is left of a burst; negative when more than that is owed.</summary>
    public readonly long Left(long now, long burst) => burst - Math.Max(PaidAt - now, 0);

    /// <summary>When no more than a burst is owed.</summary>
    public readonly long ReadyAt(long burst) => PaidAt - burst;

    /// <summary>Takes, even what is not there: then it is owed.</summary>
    /// <param name="now">The time; never less than 0.</param>
    /// <param name="cost">The cost; negative when something is earned.</param>
    public void Take(long now, long cost) => PaidAt = Math.Max(PaidAt, now) + cost;

    /// <summary>The same, and no more is owed afterwards than this.</summary>
    public void Take(long now, long cost, long mostOwed)
    {
        Take(now, cost);
        PaidAt = Math.Min(PaidAt, now + mostOwed);
    }

    /// <summary>Gives back what was taken and not used.</summary>
    public void Return(long cost) => PaidAt -= cost;
}
