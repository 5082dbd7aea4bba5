namespace EventLoopServer.Feeds;

/// <summary>
/// What one connection is to be sent this turn. Nothing is stored for the usual case, "all of my
/// feeds"; only what differs from that is: replies, cuts, feeds that it left.
/// </summary>
/// <param name="slot">The slot of the connection, for the code that sends.</param>
internal sealed class OutputPlan(int slot)
{
    public int Slot { get; } = slot;

    /// <summary>The feeds it gets.</summary>
    public List<Subscription> Subscriptions { get; } = new(1);

    /// <summary>The first and last of its entries, as places in the turn's list; 0: none.</summary>
    public int Head { get; set; }

    public int Tail { get; set; }

    /// <summary>The flush for which its entries were written.</summary>
    public long Epoch { get; set; }

    /// <summary>The last flush that has seen to it.</summary>
    public long FlushedEpoch { get; set; }

    /// <summary>The last flush in which something was sent to it.</summary>
    public long SentEpoch { get; set; }
}
