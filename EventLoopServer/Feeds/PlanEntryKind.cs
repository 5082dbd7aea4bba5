namespace EventLoopServer.Feeds;

/// <summary>How a plan differs from all events of all its feeds.</summary>
internal enum PlanEntryKind : byte
{
    /// <summary>Bytes for this connection alone.</summary>
    Reply,

    /// <summary>An event of a feed that is not for this connection.</summary>
    Skip,

    /// <summary>A feed that it left: earlier events of the turn are still for it.</summary>
    Sealed,
}
