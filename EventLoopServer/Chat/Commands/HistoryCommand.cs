using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Sends the history of a room: all of it, or the lines after a sequence number.</summary>
internal static class HistoryCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.FindOwnRoom(request) is { } room)
        {
            int lines = room.RoomHistory.CountAfter(request.Number);
            context.CostAnswer(lines, perMessage: 3);
            TellPast(context, room, request.Id, lines);
        }
    }

    /// <summary>Announces a number of history lines and sends them, oldest first.</summary>
    public static void TellPast(CommandContext context, Room room, ulong requestId, int lines)
    {
        IMemberOutput output = context.Member.Output;
        output.Tell(new ServerEvent
        {
            Kind = EventKind.Past,
            RequestId = requestId,
            TimeMs = context.TimeMs,
            Room = room.Name.Utf8,
            Number = room.Incarnation,
            Count = (ulong)lines,
            InLobby = room.IsLobby,
        });
        for (int back = lines - 1; back >= 0; back--)
        {
            output.Tell(room.RoomHistory.FromNewest(back, room));
        }
    }
}
