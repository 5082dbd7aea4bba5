namespace EventLoopServer.Chat.Storage;

/// <summary>A page of a room's lines, without gaps.</summary>
/// <param name="room">The room's name.</param>
/// <param name="count">Lines at most.</param>
internal sealed class PageQuery(string room, int count) : StoreQuery
{
    public string Room { get; } = room;

    public int Count { get; } = count;

    /// <summary>Lines with lower numbers only; 0: the latest.</summary>
    public ulong Before { get; init; }

    /// <summary>Lines with higher numbers only, oldest first; 0: not used.</summary>
    public ulong After { get; init; }

    /// <summary>Lines from before this time only, ms since 1970; 0: not used.</summary>
    public long BeforeMs { get; init; }

    /// <summary>The answer, oldest first.</summary>
    public IReadOnlyList<StoredLine> Lines { get; set; } = [];

    /// <summary>There are no older lines.</summary>
    public bool ReachesStart { get; set; }

    /// <summary>Older lines existed and have expired.</summary>
    public bool IsPurged { get; set; }
}
