using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// Shows what was said in a room lately: all that is kept, or what came after a number.
/// </summary>
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

    /// <summary>Announces so many lines from the past and tells them, the oldest first.</summary>
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
