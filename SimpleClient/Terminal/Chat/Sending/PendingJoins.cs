using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat.Sending;

/// <summary>The requested rooms whose joins have not been answered.</summary>
internal sealed class PendingJoins(RoomList rooms)
{
    private readonly List<PendingJoin> _all = [];

    /// <summary>
    /// The requested room that typed text is meant for now; null when there is none. Only the room
    /// where the request was typed has one, because elsewhere the screen shows another room.
    /// </summary>
    public PendingJoin? Awaited => _all.FindLast(
        pendingJoin => !pendingJoin.IsForgotten && pendingJoin.From == rooms.Seen);

    /// <summary>The first request for a room of this name; null when there is none.</summary>
    public PendingJoin? Find(string room) => _all.Find(pendingJoin => pendingJoin.Is(room));

    /// <summary>Adds a requested room.</summary>
    /// <param name="target">The room's name as typed.</param>
    /// <param name="isBehind">True when the room is not shown after it is entered.</param>
    public PendingJoin Add(string target, bool isBehind = false)
    {
        PendingJoin pendingJoin = new PendingJoin(target, rooms.Seen)
        {
            IsBehind = isBehind,
            IsForgotten = isBehind,
        };
        _all.Add(pendingJoin);
        return pendingJoin;
    }

    /// <summary>Removes a room whose join was answered.</summary>
    public void Remove(PendingJoin pendingJoin) => _all.Remove(pendingJoin);

    /// <summary>Handles a switch to another room. Answers must not switch rooms any more.</summary>
    public void CancelSwitch() =>
        _all.ForEach(static pendingJoin => pendingJoin.IsForgotten = true);

    /// <summary>False for a requested room that the user no longer waits for.</summary>
    public bool Shows(string room)
    {
        List<PendingJoin> all = _all.FindAll(pendingJoin => pendingJoin.Is(room));
        return all.Count == 0 || all.Exists(static pendingJoin => !pendingJoin.IsForgotten);
    }
}
