namespace SimpleClient.Library.Link;

/// <summary>
/// The last event of a room that the client has received, and the lines that it is still reading.
/// </summary>
internal sealed class RoomPosition(ulong incarnation, ulong last)
{
    public ulong Incarnation { get; set; } = incarnation;

    /// <summary>The number of the last event that was passed on.</summary>
    public ulong Last { get; set; } = last;

    /// <summary>
    /// The request for the current page of missed lines; 0 when none are missing.
    /// </summary>
    public ulong PageId { get; set; }

    /// <summary>Lines of the page that have not arrived.</summary>
    public ulong PageLeft { get; set; }

    /// <summary>An upper bound of the number of the last missed line.</summary>
    public ulong Until { get; set; }

    /// <summary>Live events that have to follow the missed lines.</summary>
    public List<ChatEvent> Held { get; } = [];
}
