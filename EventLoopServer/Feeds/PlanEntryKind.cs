namespace EventLoopServer.Feeds;

/// <summary>How a plan differs from all events of all its feeds.</summary>
internal enum PlanEntryKind : byte
{
    /// <summary>Bytes for this connection alone.</summary>
    Reply,

    /// <summary>An event of a feed that this connection does not get.</summary>
    Skip,

    /// <summary>
    /// A feed that the connection left in this turn. It still gets the feed's earlier events.
    /// </summary>
    Sealed,
}
