using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>The rooms that the reader asked for and that have not answered yet.</summary>
internal sealed class Entrances(RoomList rooms)
{
    private readonly List<Entrance> _all = [];

    /// <summary>
    /// The room on its way for which words typed now are meant: only where it was asked for,
    /// because elsewhere the screen tells another room. Null: none.
    /// </summary>
    public Entrance? Awaited => _all.FindLast(
        entrance => !entrance.IsForgotten && entrance.From == rooms.Seen);

    /// <summary>The first that was asked for under a name; null: none.</summary>
    public Entrance? Find(string room) => _all.Find(entrance => entrance.Is(room));

    /// <summary>A room was asked for.</summary>
    public Entrance Add(string target)
    {
        var entrance = new Entrance(target, rooms.Seen);
        _all.Add(entrance);
        return entrance;
    }

    /// <summary>The room has answered.</summary>
    public void Remove(Entrance entrance) => _all.Remove(entrance);

    /// <summary>The reader went to another room, and will not be taken from there.</summary>
    public void Turn() => _all.ForEach(static entrance => entrance.IsForgotten = true);

    /// <summary>False for a room that the reader asked for but no longer waits for.</summary>
    public bool Shows(string room)
    {
        List<Entrance> all = _all.FindAll(entrance => entrance.Is(room));
        return all.Count == 0 || all.Exists(static entrance => !entrance.IsForgotten);
    }
}
