using SimpleClient.Terminal.Scrolling;


namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// The state of a room during a lost connection, until the room's history has filled the gap. The
/// state is kept when the next connection is lost before that.
/// </summary>
/// <param name="since">When the connection was lost.</param>
/// <param name="incarnation">The incarnation of the room.</param>
/// <param name="lastSequence">The number of the last event before the loss.</param>
internal sealed class HistoryGap(DateTimeOffset since, ulong incarnation, ulong lastSequence)
{
    public DateTimeOffset Since => since;

    /// <summary>The incarnation that the numbers belong to.</summary>
    public ulong Incarnation { get; private set; } = incarnation;

    /// <summary>
    /// The number of the last event before the missed ones. Later events are needed from the
    /// history.
    /// </summary>
    public ulong LastSequence { get; set; } = lastSequence;

    /// <summary>
    /// The user's ids on all connections since the loss. The user's earlier messages in the history
    /// have these ids.
    /// </summary>
    public SequenceSet OwnIds { get; } = new();

    /// <summary>The user's messages that may or may not have arrived.</summary>
    public List<ChatLine> Unconfirmed { get; } = [];

    /// <summary>
    /// The numbers of events that arrived live after the gap. A later history contains these events
    /// again.
    /// </summary>
    public SequenceSet SeenLive { get; } = new();

    /// <summary>
    /// The time when the room was entered again; null when it was not entered yet.
    /// </summary>
    public DateTimeOffset? Back { get; set; }

    /// <summary>
    /// True when the room is another one with the same name, so the numbers do not match.
    /// </summary>
    public bool IsOtherRoom { get; set; }

    /// <summary>The number of lines from the gap that were shown.</summary>
    public int Shown { get; set; }

    /// <summary>
    /// Handles a room that was created again. Its whole history is needed, and earlier ids belong
    /// to other members.
    /// </summary>
    public void BeginAnew(ulong incarnation)
    {
        IsOtherRoom = true;
        (Incarnation, LastSequence) = (incarnation, 0);
        OwnIds.Clear();
        SeenLive.Clear();
    }
}
