namespace EventLoopServer.Timing;

/// <summary>
/// A token bucket that is stored as one number: the time when everything that was taken is paid
/// for. An amount is given as its cost, which is the time in which the bucket earns it. All times
/// have the same unit, which the caller chooses. A new bucket is full.
/// </summary>
/// <remarks>
/// The number replaces a count and the time of the last refill. So nothing is refilled and nothing
/// is rounded (the virtual scheduling of ITU-T I.371). A bucket has no size of its own. The caller
/// passes the burst with each call.
/// </remarks>
internal struct TokenBucket
{
    /// <summary>The time when everything that was taken is paid for.</summary>
    public long PaidAt { get; private set; }

    /// <summary>True when nothing is owed, as in a new bucket.</summary>
    public readonly bool IsFull(long now) => PaidAt <= now;

    /// <summary>
    /// The part of a burst that is left; negative when more than the burst is owed.
    /// </summary>
    public readonly long Left(long now, long burst) => burst - Math.Max(PaidAt - now, 0);

    /// <summary>The time from which no more than a burst is owed.</summary>
    public readonly long ReadyAt(long burst) => PaidAt - burst;

    /// <summary>
    /// Takes an amount. If the bucket has less, it owes the difference afterwards.
    /// </summary>
    /// <param name="now">The time; 0 or more.</param>
    /// <param name="cost">The cost; negative when something is earned.</param>
    public void Take(long now, long cost) => PaidAt = Math.Max(PaidAt, now) + cost;

    /// <summary>Takes an amount, and limits what the bucket owes afterwards.</summary>
    public void Take(long now, long cost, long maxOwed)
    {
        Take(now, cost);
        PaidAt = Math.Min(PaidAt, now + maxOwed);
    }

    /// <summary>Returns an amount that was taken and not used.</summary>
    public void Return(long cost) => PaidAt -= cost;
}
