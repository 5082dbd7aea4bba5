using EventLoopServer.Buffers;

namespace EventLoopServer.Feeds;

/// <summary>
/// What a room says during a turn in one encoding, and the connections that get all of it from
/// where they joined. It holds a buffer only in a turn in which something was said, or while a
/// notice waits.
/// </summary>
internal sealed class TurnFeed
{
    private readonly UnorderedList<Subscription> _subscriptions = new();

    /// <summary>Connections that get it.</summary>
    public int Count => _subscriptions.Count;

    /// <summary>This turn's bytes; null while there are none.</summary>
    public TurnBuffer? Buffer { get; set; }

    /// <summary>Counts the buffers that it has had.</summary>
    public long Opening { get; set; }

    /// <summary>Something in it is more than a notice: it leaves at the end of the turn.</summary>
    public bool IsUrgent { get; set; }

    /// <summary>It waits for a later turn.</summary>
    public bool IsHeld { get; set; }

    /// <summary>When it left last, by the turn clock.</summary>
    public long SentMs { get; set; } = long.MinValue / 2;

    /// <summary>Bytes written for an event that is not committed yet.</summary>
    public int StagedBytes { get; set; }

    public Subscription this[int index] => _subscriptions[index];

    public void Add(Subscription subscription) => _subscriptions.Add(subscription);

    public void Remove(Subscription subscription) => _subscriptions.Remove(subscription);
}
