using EventLoopServer.Chat.Storage;
using Protocol;
using Protocol.Messages;

namespace EventLoopServer.Storage.Batches;

/// <summary>
/// Two batches. The reactor fills one while the writer commits the other. All members are for the
/// reactor thread.
/// </summary>
internal sealed class BatchBuffer(int bytes)
{
    /// <summary>
    /// Changes that a batch reserves space for. Above this number, audit entries, the states of
    /// sessions, and the states and removals of rooms without lines are dropped. Memory then stays
    /// bounded while a disk fails for days. The store loses nothing with such a room, because the
    /// room gets a new incarnation.
    /// The states of other rooms, of sessions and of accounts replace earlier ones, so there is at
    /// most one for each. Bans and mutes are still appended, because operators make few. At some
    /// 200 bytes for each change, the changes use as much memory as a batch.
    /// </summary>
    internal const int ReservedChanges = 40_000;

    /// <summary>
    /// The part of a batch for some hundred topics. A topic is accepted when messages are already
    /// refused.
    /// </summary>
    internal const int TopicBytes = 65_536;

    /// <summary>A batch with less space than this counts as full.</summary>
    internal const int LargestRecord = WireLimits.MaxMessageBytes
        + WireLimits.RoomNameBytes + WireLimits.NameBytes + 80;

    private readonly HashSet<ulong> _droppedSessions = [];
    private Batch _active = new(bytes);
    private Batch? _spare = new(bytes);

    /// <summary>Both batches.</summary>
    public IEnumerable<Batch> Batches => _spare is null ? [_active] : [_active, _spare];

    /// <summary>The position of the last event.</summary>
    public long Appended { get; private set; }

    public bool IsHalfFull => _active.Free < bytes / 2;

    public bool IsFull => _active.Free < LargestRecord + ForTopics;

    private int ForTopics => Math.Min(TopicBytes, bytes / 8);

    /// <summary>Copies a message. Nothing is allocated.</summary>
    /// <returns>False when the batch is full.</returns>
    public bool TryAppend(in StoredMessage message)
    {
        int reserved = message.Kind == EventKind.TopicSet ? 0 : ForTopics;
        if (Batch.BytesOf(message) + reserved > _active.Free
            || !_active.TryAdd(message, Appended + 1))
        {
            return false;
        }

        Appended++;
        return true;
    }

    /// <summary>Appends a change.</summary>
    /// <returns>False when the change was dropped.</returns>
    public bool TryAppend(StoreChange change)
    {
        if (change is StoreChange.SessionEnded ended && _droppedSessions.Remove(ended.Id))
        {
            return false;
        }

        bool mayDrop = change is StoreChange.Audit or StoreChange.RoomRemoved
            or StoreChange.RoomState { HasLines: false } or StoreChange.SessionState;
        if (mayDrop && _active.Changes.Count >= ReservedChanges && !_active.Replaces(change))
        {
            if (change is StoreChange.SessionState { IsNew: true } first)
            {
                _droppedSessions.Add(first.Session.Id);
            }

            return false;
        }

        if (change is StoreChange.SessionState state && _droppedSessions.Remove(state.Session.Id))
        {
            change = state with { IsNew = true };
        }

        _active.Add(change, ++Appended);
        return true;
    }

    /// <summary>
    /// Takes the filled batch for the writer. Null when the batch is empty or the writer is busy.
    /// </summary>
    public Batch? Take()
    {
        if (_active.IsEmpty || _spare is null)
        {
            return null;
        }

        Batch filled = _active;
        (_active, _spare) = (_spare, null);
        return filled;
    }

    /// <summary>Takes the filled batch at the end, even when the writer is busy.</summary>
    public Batch? TakeLast() => _active.IsEmpty ? null : _active;

    /// <summary>Returns a committed batch.</summary>
    public void Return(Batch batch)
    {
        batch.Clear();
        _spare = batch;
    }
}
