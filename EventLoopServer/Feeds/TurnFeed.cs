using EventLoopServer.Buffers;

namespace EventLoopServer.Feeds;

/// <summary>
/// The events of a room in one turn and one encoding, and the connections that subscribe to them. A
/// connection gets all events from its subscription on. The feed holds a buffer only in a turn with
/// events, or while presence events wait.
/// </summary>
internal sealed class TurnFeed
{
    private readonly UnorderedList<Subscription> _subscriptions = new();

    /// <summary>Connections that subscribe to the feed.</summary>
    public int Count => _subscriptions.Count;

    /// <summary>The bytes of this turn; null while there are none.</summary>
    public TurnBuffer? Buffer { get; set; }

    /// <summary>
    /// The number of buffers that the feed has had so far. It identifies the current buffer.
    /// </summary>
    public long Opening { get; set; }

    /// <summary>
    /// True when the feed has an event that may not wait. The feed is then sent at the end of the
    /// turn.
    /// </summary>
    public bool IsUrgent { get; set; }

    /// <summary>True while the feed waits for a later turn.</summary>
    public bool IsHeld { get; set; }

    /// <summary>The time when the feed was last sent, by the turn clock.</summary>
    public long SentMs { get; set; } = long.MinValue / 2;

    /// <summary>Bytes written for an event that is not committed yet.</summary>
    public int StagedBytes { get; set; }

    public Subscription this[int index] => _subscriptions[index];

    public void Add(Subscription subscription) => _subscriptions.Add(subscription);

    public void Remove(Subscription subscription) => _subscriptions.Remove(subscription);
}
