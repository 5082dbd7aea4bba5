namespace EventLoopServer.Timing;

/// <summary>
/// A token bucket, stored as one time: when everything that was taken so far is paid for. All times
/// have one unit, which the caller chooses. An amount is given as its cost: the time in which the
/// bucket earns it. A new bucket is full.
/// </summary>
/// <remarks>
/// One number replaces a count and the time of the last refill, so nothing is refilled and nothing
/// is rounded (the virtual scheduling of ITU-T I.371). A bucket has no size of its own: the caller
/// passes the burst with each call.
/// </remarks>
internal struct TokenBucket
{
    /// <summary>When everything is paid for.</summary>
    public long PaidAt { get; private set; }

    /// <summary>True when nothing is owed, as in a new bucket.</summary>
    public readonly bool IsFull(long now) => PaidAt <= now;

    /// <summary>The rest of a burst; negative when more than the burst is owed.</summary>
    public readonly long Left(long now, long burst) => burst - Math.Max(PaidAt - now, 0);

    /// <summary>When no more than a burst is owed.</summary>
    public readonly long ReadyAt(long burst) => PaidAt - burst;

    /// <summary>Takes an amount. What the bucket does not have is owed afterwards.</summary>
    /// <param name="now">The time; never less than 0.</param>
    /// <param name="cost">The cost; negative when something is earned.</param>
    public void Take(long now, long cost) => PaidAt = Math.Max(PaidAt, now) + cost;

    /// <summary>The same, with a maximum of what is owed afterwards.</summary>
    public void Take(long now, long cost, long mostOwed)
    {
        Take(now, cost);
        PaidAt = Math.Min(PaidAt, now + mostOwed);
    }

    /// <summary>Returns an amount that was taken and not used.</summary>
    public void Return(long cost) => PaidAt -= cost;
}
