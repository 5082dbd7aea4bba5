using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Leaves a room. A member may leave the lobby too, and be in no room.</summary>
internal static class LeaveCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.FindOwnRoom(request) is not { } room || !context.MaySendTo(room, request))
        {
            return;
        }

        Member member = context.Member;
        context.Directory.Leave(member.Find(room.Name.Utf8)!, request.Id, context.TimeMs, default);
        member.Output.Tell(new ServerEvent
        {
            Kind = EventKind.Parted,
            RequestId = request.Id,
            TimeMs = context.TimeMs,
            Room = room.Name.Utf8,
            Detail = member.Current is null ? default : member.Current.Name.Utf8,
            InLobby = room.IsLobby,
        });
    }
}
