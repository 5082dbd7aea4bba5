namespace EventLoopServer.Feeds;

/// <summary>
/// One difference between a plan and all events of all its feeds. The entries of a plan are in the
/// order of events.
/// </summary>
internal struct PlanEntry
{
    public PlanEntryKind Kind;

    /// <summary>The index of the next entry of the same plan; 0 if there is none.</summary>
    public int Next;

    /// <summary>The ordinal number of the event in the turn.</summary>
    public int Ordinal;

    /// <summary>
    /// The beginning of the range of bytes. The bytes of a reply are in
    /// <see cref="TurnOutput.Replies"/>. The bytes of other entries are in <see cref="Buffer"/>.
    /// </summary>
    public int Start;

    public int End;

    public TurnBuffer? Buffer;
}
