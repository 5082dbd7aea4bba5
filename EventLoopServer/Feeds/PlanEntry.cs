namespace EventLoopServer.Feeds;

/// <summary>
/// One difference from all events of all feeds. A plan has its entries in the order of events.
/// </summary>
internal struct PlanEntry
{
    public PlanEntryKind Kind;

    /// <summary>The next entry of the same connection; 0: none.</summary>
    public int Next;

    /// <summary>The ordinal of its event in the turn.</summary>
    public int Ordinal;

    /// <summary>
    /// The range of its bytes: in the replies for a reply, in the buffer otherwise.
    /// </summary>
    public int Start;

    public int End;

    public TurnBuffer? Buffer;
}
