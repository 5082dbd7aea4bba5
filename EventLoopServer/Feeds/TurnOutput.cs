using EventLoopServer.Buffers;
using EventLoopServer.Threading;

namespace EventLoopServer.Feeds;

/// <summary>
/// The output of this turn. It consists of feeds, replies, and the plans that select from them.
/// Every event takes the next ordinal number of the turn. So each connection receives events in the
/// order in which they happened. This class sends nothing.
/// </summary>
internal sealed class TurnOutput(int maxTurnBytes)
{
    private readonly ThreadGuard _guard = new();
    private readonly Pool<TurnBuffer> _buffers = new(static () => new TurnBuffer(), keep: 256);
    private readonly List<TurnFeed> _active = [];
    private readonly List<OutputPlan> _touched = [];
    private PlanEntry[] _entries = new PlanEntry[64];
    private int _entryCount = 1;
    private int _ordinal;
    private long _bytes;
    private bool _isUrgent;

    /// <summary>The number of the flush that will send this output. It begins at 1.</summary>
    public long Epoch { get; private set; } = 1;

    /// <summary>
    /// True when there is so much output that the server should send it before the turn continues.
    /// </summary>
    public bool IsFull => _bytes >= maxTurnBytes;

    /// <summary>Feeds with events.</summary>
    public IReadOnlyList<TurnFeed> Active => _active;

    /// <summary>Buffers that feeds hold.</summary>
    public int BuffersInUse => _buffers.InUse;

    /// <summary>
    /// False when the ordinal numbers are nearly used up. Then all feeds must be sent, because the
    /// numbers start again only when no feed is held.
    /// </summary>
    public bool MayHold => _ordinal < int.MaxValue / 2;

    /// <summary>Plans that have entries.</summary>
    public IReadOnlyList<OutputPlan> Touched => _touched;

    /// <summary>The bytes of all replies.</summary>
    public TurnBuffer Replies { get; } = new();

    public bool IsEmpty => _active.Count == 0 && _touched.Count == 0;

    public ref PlanEntry Entry(int place) => ref _entries[place];

    /// <summary>Takes the next position in the order of events of this turn.</summary>
    public int NextOrdinal()
    {
        _guard.Check();
        return ++_ordinal;
    }

    /// <summary>
    /// Returns space in a feed for one event. The event counts only after <see cref="Commit"/>.
    /// </summary>
    public Span<byte> Space(TurnFeed feed, int bytes)
    {
        if (feed.Buffer is null)
        {
            feed.Buffer = _buffers.Rent();
            feed.Opening++;
            _active.Add(feed);
        }

        return feed.Buffer.Space(bytes);
    }

    /// <summary>Adds the bytes that were written into <see cref="Space"/> to the feed.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="bytes">Bytes written.</param>
    /// <param name="ordinal">The event's position in the order of the turn.</param>
    /// <param name="mayWait">True if the event may be sent a few turns later.</param>
    public void Commit(TurnFeed feed, int bytes, int ordinal, bool mayWait = false)
    {
        feed.Buffer!.Commit(bytes, ordinal);
        feed.IsUrgent |= !mayWait;
        _isUrgent |= !mayWait;
        _bytes += bytes;
    }

    /// <summary>
    /// Excludes the event with this ordinal number from this plan. It does nothing if the feed's
    /// last event has another number, because a dialect may have written nothing for the event.
    /// </summary>
    public void Skip(OutputPlan plan, TurnFeed feed, int ordinal)
    {
        int last = feed.Buffer is null ? -1 : feed.Buffer.Events - 1;
        if (last < 0 || feed.Buffer!.OrdinalOf(last) != ordinal)
        {
            return;
        }

        TurnBuffer buffer = feed.Buffer;
        Append(plan, new PlanEntry
        {
            Kind = PlanEntryKind.Skip,
            Ordinal = ordinal,
            Start = buffer.StartOf(last),
            End = buffer.EndOf(last),
            Buffer = buffer,
        });
    }

    /// <summary>
    /// Commits the bytes that were written into <see cref="Replies"/> for one connection.
    /// </summary>
    public void Reply(OutputPlan plan, int bytes)
    {
        int start = Replies.Length;
        int ordinal = NextOrdinal();
        Replies.Commit(bytes, ordinal);
        _bytes += bytes;
        Append(plan, new PlanEntry
        {
            Kind = PlanEntryKind.Reply,
            Ordinal = ordinal,
            Start = start,
            End = start + bytes,
        });
    }

    /// <summary>Subscribes the connection to this feed. It gets the events from now on.</summary>
    public void Subscribe(OutputPlan plan, TurnFeed feed)
    {
        _guard.Check();
        var subscription = new Subscription(plan, feed);
        SkipTo(subscription);
        feed.Add(subscription);
        plan.Subscriptions.Add(subscription);
    }

    /// <summary>
    /// Unsubscribes the connection from this feed. It still gets the earlier events of the turn.
    /// </summary>
    public void Unsubscribe(OutputPlan plan, TurnFeed feed)
    {
        List<Subscription> subscriptions = plan.Subscriptions;
        int at = subscriptions.FindIndex(s => s.Feed == feed);
        if (at < 0)
        {
            return;
        }

        Seal(plan, subscriptions[at]);
        feed.Remove(subscriptions[at]);
        subscriptions.RemoveAt(at);
    }

    /// <summary>Unsubscribes the connection from every feed.</summary>
    public void UnsubscribeAll(OutputPlan plan)
    {
        List<Subscription> subscriptions = plan.Subscriptions;
        foreach (Subscription subscription in subscriptions)
        {
            Seal(plan, subscription);
            subscription.Feed.Remove(subscription);
        }

        subscriptions.Clear();
    }

    /// <summary>
    /// Unsubscribes the connection from every feed, and drops its output of this turn so far. The
    /// connection's output has a gap. Only output that is added from now on may follow the gap.
    /// </summary>
    public void Forget(OutputPlan plan)
    {
        foreach (Subscription subscription in plan.Subscriptions)
        {
            subscription.Feed.Remove(subscription);
        }

        plan.Subscriptions.Clear();
        plan.Head = plan.Tail = 0;
    }

    /// <summary>The first byte in the feed that is for the subscription.</summary>
    public int StartOf(Subscription subscription) =>
        subscription.Opening == subscription.Feed.Opening ? subscription.Offset : 0;

    /// <summary>
    /// Notes that the connection was sent all output so far. It does not get the bytes of a held
    /// feed a second time.
    /// </summary>
    public void MarkTold(OutputPlan plan)
    {
        foreach (Subscription subscription in plan.Subscriptions)
        {
            if (subscription.Feed.IsHeld)
            {
                SkipTo(subscription);
            }
        }
    }

    /// <summary>
    /// True when only this plan has output, except events that may wait. Its output can then be
    /// sent at once: waiting for the end of the turn would not save a send.
    /// </summary>
    public bool IsOnlyFor(OutputPlan plan) =>
        !_isUrgent && _touched.Count == 1 && _touched[0] == plan;

    /// <summary>
    /// Notes that the only plan was sent all its output, so that the next flush does not send it
    /// again.
    /// </summary>
    public void EndOnly(OutputPlan plan)
    {
        foreach (Subscription subscription in plan.Subscriptions)
        {
            SkipTo(subscription);
        }

        plan.Epoch = plan.FlushedEpoch = 0;
        Array.Clear(_entries, 0, _entryCount);
        _entryCount = 1;
        _touched.Clear();
        Replies.Reset();
    }

    /// <summary>True when the connection has entries for this flush.</summary>
    public bool HasEntries(OutputPlan plan) =>
        plan.Epoch == Epoch && plan.Head != 0;

    /// <summary>Discards the output after a flush. Feeds that are held remain.</summary>
    public void Reset()
    {
        int held = 0;
        for (int i = 0; i < _active.Count; i++)
        {
            TurnFeed feed = _active[i];
            if (feed.IsHeld)
            {
                _active[held++] = feed;
                continue;
            }

            feed.Buffer!.Reset();
            _buffers.Return(feed.Buffer);
            feed.Buffer = null;
            feed.IsUrgent = false;
        }

        Array.Clear(_entries, 0, _entryCount);
        _active.RemoveRange(held, _active.Count - held);
        _touched.Clear();
        Replies.Reset();
        _entryCount = 1;
        _ordinal = held > 0 ? _ordinal : 0;
        _bytes = 0;
        _isUrgent = false;
        Epoch++;
    }

    /// <summary>Excludes the bytes that the feed contains now from the subscription.</summary>
    private static void SkipTo(Subscription subscription)
    {
        if (subscription.Feed.Buffer is { } buffer)
        {
            subscription.Opening = subscription.Feed.Opening;
            subscription.Offset = buffer.Length;
        }
    }

    private void Seal(OutputPlan plan, Subscription subscription)
    {
        _guard.Check();
        TurnBuffer? buffer = subscription.Feed.Buffer;
        int start = StartOf(subscription);
        if (buffer is null || buffer.Length <= start)
        {
            return;
        }

        Append(plan, new PlanEntry
        {
            Kind = PlanEntryKind.Sealed,
            Ordinal = NextOrdinal(),
            Start = start,
            End = buffer.Length,
            Buffer = buffer,
        });
    }

    private void Append(OutputPlan plan, PlanEntry entry)
    {
        if (plan.Epoch != Epoch)
        {
            plan.Epoch = Epoch;
            plan.Head = plan.Tail = 0;
            _touched.Add(plan);
        }

        if (_entryCount == _entries.Length)
        {
            Array.Resize(ref _entries, _entryCount * 2);
        }

        int place = _entryCount++;
        _entries[place] = entry;
        if (plan.Head == 0)
        {
            plan.Head = place;
        }
        else
        {
            _entries[plan.Tail].Next = place;
        }

        plan.Tail = place;
    }
}
