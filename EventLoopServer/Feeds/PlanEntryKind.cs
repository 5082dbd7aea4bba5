namespace EventLoopServer.Feeds;

/// <summary>In which way a plan departs from "all of my feeds".</summary>
internal enum PlanEntryKind : byte
{
    /// <summary>Bytes for this connection alone.</summary>
    Reply,

    /// <summary>An event of a feed that is not for this connection.</summary>
    Skip,

    /// <summary>A feed that it left: what was said until then is still for it.</summary>
    Sealed,
}
