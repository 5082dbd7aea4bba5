namespace EventLoopServer.Feeds;

/// <summary>
/// The output of one connection in this turn. Nothing is stored for the usual case, all events of
/// all its feeds. Only differences are stored: replies, skipped events, feeds that it left.
/// </summary>
/// <param name="slot">The slot of the connection, for the code that sends.</param>
internal sealed class OutputPlan(int slot)
{
    public int Slot { get; } = slot;

    public List<Subscription> Subscriptions { get; } = new(1);

    /// <summary>Indexes of its first and last entry in the turn's list; 0: none.</summary>
    public int Head { get; set; }

    public int Tail { get; set; }

    /// <summary>The flush for which its entries were written.</summary>
    public long Epoch { get; set; }

    /// <summary>The last flush that has handled it.</summary>
    public long FlushedEpoch { get; set; }

    /// <summary>The last flush in which bytes were sent to it.</summary>
    public long SentEpoch { get; set; }
}
