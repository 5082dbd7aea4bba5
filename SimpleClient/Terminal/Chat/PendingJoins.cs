using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>The rooms that the reader asked for and that have not answered yet.</summary>
internal sealed class PendingJoins(RoomList rooms)
{
    private readonly List<PendingJoin> _all = [];

    /// <summary>
    /// The room on its way for which words typed now are meant: only where it was asked for,
    /// because elsewhere the screen tells another room. Null: none.
    /// </summary>
    public PendingJoin? Awaited => _all.FindLast(
        pendingJoin => !pendingJoin.IsForgotten && pendingJoin.From == rooms.Seen);

    /// <summary>The first that was asked for under a name; null: none.</summary>
    public PendingJoin? Find(string room) => _all.Find(pendingJoin => pendingJoin.Is(room));

    /// <summary>A room was asked for.</summary>
    public PendingJoin Add(string target)
    {
        PendingJoin pendingJoin = new PendingJoin(target, rooms.Seen);
        _all.Add(pendingJoin);
        return pendingJoin;
    }

    /// <summary>The room has answered.</summary>
    public void Remove(PendingJoin pendingJoin) => _all.Remove(pendingJoin);

    /// <summary>The reader went to another room, and will not be taken from there.</summary>
    public void Turn() => _all.ForEach(static pendingJoin => pendingJoin.IsForgotten = true);

    /// <summary>False for a room that the reader asked for but no longer waits for.</summary>
    public bool Shows(string room)
    {
        List<PendingJoin> all = _all.FindAll(pendingJoin => pendingJoin.Is(room));
        return all.Count == 0 || all.Exists(static pendingJoin => !pendingJoin.IsForgotten);
    }
}
