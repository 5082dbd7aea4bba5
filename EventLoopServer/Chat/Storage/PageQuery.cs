namespace EventLoopServer.Chat.Storage;

/// <summary>A page of a room's lines, without gaps.</summary>
/// <param name="room">The room's name.</param>
/// <param name="count">Most lines of the page.</param>
internal sealed class PageQuery(string room, int count) : StoreQuery
{
    public string Room { get; } = room;

    public int Count { get; } = count;

    /// <summary>Only lines with lower numbers; 0 for the latest lines.</summary>
    public ulong Before { get; init; }

    /// <summary>Only lines with higher numbers, oldest first; 0 when not used.</summary>
    public ulong After { get; init; }

    /// <summary>Only lines before this time, in ms since 1970; 0 when not used.</summary>
    public long BeforeMs { get; init; }

    /// <summary>The answer, oldest first.</summary>
    public IReadOnlyList<StoredLine> Lines { get; set; } = [];

    /// <summary>True when the room has no older lines.</summary>
    public bool ReachesStart { get; set; }

    /// <summary>True when the room had older lines that have expired.</summary>
    public bool IsPurged { get; set; }
}
