using Protocol.Messages;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>Requests that the client makes by itself; their answers are not shown.</summary>
internal sealed class BackgroundRequests(
    RoomList rooms, ILink link, LagMeter lag, TimeProvider time)
{
    /// <summary>Between two requests for the list of rooms.</summary>
    private static readonly TimeSpan s_roomsKept = TimeSpan.FromSeconds(30);

    private long? _roomsAsked;

    /// <summary>Measures the lag when it is due.</summary>
    public void Tick()
    {
        lag.Tick();
        if (link.IsUp && lag.IsDue)
        {
            lag.Ask();
            link.Send(new Request(RequestVerb.Ping) { IsQuiet = true });
        }
    }

    /// <summary>
    /// Asks who is here, once for each room that is looked at: names to complete are wanted soon,
    /// and asking for all rooms at once would make the server think of a flood.
    /// </summary>
    public void LearnPeople()
    {
        if (link.IsUp && rooms.Current is { KnowsPeople: false, Incarnation: > 0 } room)
        {
            room.KnowsPeople = true;
            link.Send(new Request(RequestVerb.Members, room.Name) { IsQuiet = true });
        }
    }

    /// <summary>Asks for the list of rooms when the draft needs it for completion.</summary>
    /// <param name="draft">The text of the input line.</param>
    public void LearnRooms(string draft)
    {
        bool isKnown = _roomsAsked is { } asked && time.GetElapsedTime(asked) < s_roomsKept;
        if (!isKnown && link.IsUp && draft.StartsWith("/join", StringComparison.OrdinalIgnoreCase))
        {
            _roomsAsked = time.GetTimestamp();
            link.Send(new Request(RequestVerb.Rooms) { IsQuiet = true });
        }
    }

    /// <summary>
    /// A room where nothing was ever said sends no past of its own accord. This answer, a past
    /// without lines, comes behind the past if there is one: then all of it is known.
    /// </summary>
    public void AskForEnd(string name)
    {
        if (rooms.Find(name) is { Gap.Back: not null } room)
        {
            link.Send(new Request(RequestVerb.History, room.Name)
            {
                Number = ulong.MaxValue,
                IsQuiet = true,
            });
        }
    }
}
