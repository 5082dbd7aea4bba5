using EventLoopServer.Buffers;

namespace EventLoopServer.Feeds;

/// <summary>
/// The events of a room in one turn and one encoding, and the connections that get all of them from
/// their join on. It holds a buffer only in a turn with events, or while presence events wait.
/// </summary>
internal sealed class TurnFeed
{
    private readonly UnorderedList<Subscription> _subscriptions = new();

    /// <summary>Connections that subscribe to it.</summary>
    public int Count => _subscriptions.Count;

    /// <summary>This turn's bytes; null while there are none.</summary>
    public TurnBuffer? Buffer { get; set; }

    /// <summary>Counts the buffers that it has had.</summary>
    public long Opening { get; set; }

    /// <summary>It has an event that may not wait: it is sent at the end of the turn.</summary>
    public bool IsUrgent { get; set; }

    /// <summary>It waits for a later turn.</summary>
    public bool IsHeld { get; set; }

    /// <summary>When it was last sent, by the turn clock.</summary>
    public long SentMs { get; set; } = long.MinValue / 2;

    /// <summary>Bytes written for an event that is not committed yet.</summary>
    public int StagedBytes { get; set; }

    public Subscription this[int index] => _subscriptions[index];

    public void Add(Subscription subscription) => _subscriptions.Add(subscription);

    public void Remove(Subscription subscription) => _subscriptions.Remove(subscription);
}
