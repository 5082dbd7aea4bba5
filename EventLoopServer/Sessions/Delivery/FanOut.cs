using EventLoopServer.Chat.Rooms;
using EventLoopServer.Feeds;
using EventLoopServer.Sessions.Rates;
using Protocol.Dialects;
using Protocol.Framing;
using Protocol.Messages;

namespace EventLoopServer.Sessions.Delivery;

/// <summary>
/// Encodes the chat's events. An event of a room is encoded once per encoding, into the feeds of
/// the room. An event for one member is encoded into the replies of the turn.
/// </summary>
internal sealed class FanOut(TurnOutput output, Budgets budgets) : IRoomOutput
{
    /// <summary>An estimate of the bytes of an event without its strings, in any dialect.</summary>
    private const int OverheadBytes = 160;

    private RoomFeeds?[] _rooms = new RoomFeeds?[16];
    private int _lastOrdinal;

    /// <summary>The limits on bytes sent in a second.</summary>
    public Budgets Budgets { get; } = budgets;

    /// <summary>The bytes that the server sends because of the running request.</summary>
    public RequestBytes Bytes { get; } = new();

    /// <summary>
    /// The number of deliveries since the start: each event of a room counts once for each member
    /// that gets it.
    /// </summary>
    public long Deliveries { get; private set; }

    /// <summary>The address of this server in links, such as http://192.0.2.7:5050.</summary>
    public Func<byte[]> LinkBase { get; set; } = static () => [];

    public void Send(Room room, in ServerEvent e, Member? speaker)
    {
        if (e.Kind == EventKind.Shared && e.LinkBase.IsEmpty && LinkBase() is [_, ..] link)
        {
            Send(room, e with { LinkBase = link }, speaker);
            return;
        }

        RoomFeeds feeds = FeedsOf(room);

        // All encodings come first, then all commits. So if an encoder throws, no feed has the
        // event.
        int longest = 0;
        bool isLegacy = false;
        foreach (RoomFeeds.Row row in feeds.Rows)
        {
            if (row.Feed.Count > 0)
            {
                row.Feed.StagedBytes = Encode(row.Dialect, row.Feed, e);
                longest = Math.Max(longest, row.Feed.StagedBytes);
                isLegacy |= row.IsLegacy;
            }
        }

        int ordinal = output.NextOrdinal();
        bool mayWait = e.Kind is EventKind.Entered or EventKind.Departed;
        foreach (RoomFeeds.Row row in feeds.Rows)
        {
            if (row.Feed.Count > 0 && row.Feed.StagedBytes > 0)
            {
                output.Commit(row.Feed, row.Feed.StagedBytes, ordinal, mayWait);
                row.Feed.StagedBytes = 0;
                Deliveries += row.Feed.Count;
            }
        }

        (feeds.Budget ??= Budgets.ForRoom())?.Pay(longest, isLegacy);
        Bytes.AddToRoom(longest);
        _lastOrdinal = ordinal;
        speaker?.Output.OmitLast(room);
    }

    public void End(Room room)
    {
        _rooms[room.Index]?.Budget?.Close();
        _rooms[room.Index] = null;
    }

    /// <summary>The room's byte budget; null when there is no limit.</summary>
    public ByteBudget? BudgetOf(Room room) => FeedsOf(room).Budget ??= Budgets.ForRoom();

    /// <summary>Omits the last event of the room for one client that is in the room.</summary>
    public void OmitLast(OutputPlan plan, int encoding, Room room)
    {
        if (FeedsOf(room).Find(encoding) is { Count: > 0 } feed)
        {
            output.Skip(plan, feed, _lastOrdinal);
            Deliveries--;
        }
    }

    /// <summary>
    /// Sends one client an event. Events to one client keep the order in which they were sent.
    /// </summary>
    /// <returns>The number of bytes.</returns>
    public int Reply(OutputPlan plan, IDialect dialect, in ServerEvent e)
    {
        if (e.Kind is EventKind.Shared or EventKind.Slot && e.LinkBase.IsEmpty
            && LinkBase() is [_, ..] link)
        {
            return Reply(plan, dialect, e with { LinkBase = link });
        }

        int space = SpaceFor(e);
        while (true)
        {
            var writer = new ByteWriter(output.Replies.Space(space));
            dialect.Encode(ref writer, e);
            if (!writer.Overflowed)
            {
                if (writer.Written > 0)
                {
                    output.Reply(plan, writer.Written);
                }

                return writer.Written;
            }

            space *= 2;
        }
    }

    /// <summary>Subscribes the client to the events of the room.</summary>
    public void Enter(OutputPlan plan, int encoding, IDialect dialect, Room room) =>
        output.Subscribe(plan, FeedsOf(room).FindOrMake(encoding, dialect));

    public void Leave(OutputPlan plan, int encoding, Room room)
    {
        if (FeedsOf(room).Find(encoding) is { } feed)
        {
            output.Unsubscribe(plan, feed);
        }
    }

    private static int SpaceFor(in ServerEvent e) =>
        OverheadBytes + e.Room.Length + e.Name.Length + e.Text.Length + e.Detail.Length
        + (2 * e.Entries.Length);

    private int Encode(IDialect dialect, TurnFeed feed, in ServerEvent e)
    {
        int space = SpaceFor(e);
        while (true)
        {
            var writer = new ByteWriter(output.Space(feed, space));
            dialect.Encode(ref writer, e);
            if (!writer.Overflowed)
            {
                return writer.Written;
            }

            space *= 2;
        }
    }

    private RoomFeeds FeedsOf(Room room)
    {
        if (room.Index >= _rooms.Length)
        {
            Array.Resize(ref _rooms, Math.Max(room.Index + 1, _rooms.Length * 2));
        }

        return _rooms[room.Index] ??= new RoomFeeds();
    }
}
