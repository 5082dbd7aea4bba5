using Protocol.Messages;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat.Requests;

/// <summary>The client's own requests, whose answers are not shown.</summary>
internal sealed class BackgroundRequests(
    RoomList rooms, ILink link, LagMeter lag, TimeProvider time)
{
    /// <summary>The time between two requests for the list of rooms.</summary>
    private static readonly TimeSpan s_roomsKept = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time between two read marks (how far the user has read). The server stores them every 5
    /// s.
    /// </summary>
    private static readonly TimeSpan s_readMarks = TimeSpan.FromSeconds(3);

    private long? _roomsAsked;
    private long? _readSent;

    /// <summary>Sends a ping when the lag has to be measured.</summary>
    public void Tick()
    {
        lag.Tick();
        if (link.IsUp && lag.IsDue)
        {
            lag.Ask();
            link.Send(new Request(RequestVerb.Ping) { IsQuiet = true });
        }

        SendRead();
    }

    /// <summary>Sends how far the user has read the shown room, for the other devices.</summary>
    private void SendRead()
    {
        bool isSoon = _readSent is { } sent && time.GetElapsedTime(sent) < s_readMarks;
        if (!isSoon && link.IsUp && rooms.IsWatched
            && rooms.Current is { UnsentRead: { } sequence } room)
        {
            _readSent = time.GetTimestamp();
            room.ReadUpTo = sequence;
            link.Send(new Request(RequestVerb.Read, room.Name)
            {
                Number = sequence,
                IsQuiet = true,
            });
        }
    }

    /// <summary>
    /// Requests the members of each room when it is first shown. Completion needs their names soon,
    /// but requests for all rooms at once could exceed the server's rate limit.
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
    /// Requests the end of the history. A room without messages sends no history by itself. The
    /// answer to this request is an empty history. It follows the history if there is one, so it
    /// marks the end.
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
