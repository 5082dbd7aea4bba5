namespace EventLoopServer.Feeds;

/// <summary>
/// The output of one connection in this turn. Usually this is all events of all its feeds, and
/// nothing is stored for them. Only differences are stored, as entries: replies, skipped events,
/// and feeds that the connection left.
/// </summary>
/// <param name="slot">The slot of the connection, for the code that sends.</param>
internal sealed class OutputPlan(int slot)
{
    public int Slot { get; } = slot;

    public List<Subscription> Subscriptions { get; } = new(1);

    /// <summary>
    /// The index of the first entry in the turn's list of entries; 0 if there is none.
    /// <see cref="Tail"/> is the index of the last entry.
    /// </summary>
    public int Head { get; set; }

    public int Tail { get; set; }

    /// <summary>
    /// The number of the flush (<see cref="TurnOutput.Epoch"/>) to which the entries belong.
    /// </summary>
    public long Epoch { get; set; }

    /// <summary>The number of the last flush that has handled the plan.</summary>
    public long FlushedEpoch { get; set; }

    /// <summary>The number of the last flush that sent bytes to the connection.</summary>
    public long SentEpoch { get; set; }
}
