namespace EventLoopServer.Feeds;

/// <summary>One departure from "all of my feeds", in the order in which it happened.</summary>
internal struct PlanEntry
{
    public PlanEntryKind Kind;

    /// <summary>The next entry of the same connection; 0: none.</summary>
    public int Next;

    /// <summary>Which event of the turn it was.</summary>
    public int Ordinal;

    /// <summary>The bytes: of the replies for a reply, of the buffer otherwise.</summary>
    public int Start;

    public int End;

    public TurnBuffer? Buffer;
}
