
namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// What is known of the time without a connection, until the room has told the rest. It outlives
/// connections that are lost before the room has done so.
/// </summary>
/// <param name="since">When the connection was lost.</param>
/// <param name="incarnation">Which room of this name it was.</param>
/// <param name="lastSequence">The last event that was told before.</param>
internal sealed class HistoryGap(DateTimeOffset since, ulong incarnation, ulong lastSequence)
{
    /// <summary>When the connection was lost.</summary>
    public DateTimeOffset Since => since;

    /// <summary>The room that the numbers are of.</summary>
    public ulong Incarnation { get; private set; } = incarnation;

    /// <summary>The last event that needs not be told again.</summary>
    public ulong LastSequence { get; set; } = lastSequence;

    /// <summary>
    /// The reader's ids of all connections since: old words in the room's past carry them.
    /// </summary>
    public SequenceSet OwnIds { get; } = new();

    /// <summary>Own words of which nobody knows whether they arrived.</summary>
    public List<ChatLine> Unconfirmed { get; } = [];

    /// <summary>
    /// Lines that were told when they were said, after the gap: another past has them again.
    /// </summary>
    public SequenceSet SeenLive { get; } = new();

    /// <summary>When the room was entered again; null: not yet.</summary>
    public DateTimeOffset? Back { get; set; }

    /// <summary>True when the room is another one of the same name: no numbers match.</summary>
    public bool IsOtherRoom { get; set; }

    /// <summary>Lines from the gap that were shown.</summary>
    public int Shown { get; set; }

    /// <summary>
    /// The room was made anew: all of it is to be told, and ids from before mean others.
    /// </summary>
    public void BeginAnew(ulong incarnation)
    {
        IsOtherRoom = true;
        (Incarnation, LastSequence) = (incarnation, 0);
        OwnIds.Clear();
        SeenLive.Clear();
    }
}
