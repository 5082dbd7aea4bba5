using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Leaves a room. A member may also leave the lobby, and then is in no room.</summary>
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
        context.SendParted(room, request.Id);
        if (member.HasOthers)
        {
            Device own = context.Device;
            foreach (Device device in member.Devices)
            {
                if (device != own)
                {
                    context.Device = device;
                    context.SendParted(room, requestId: 0);
                }
            }

            context.Device = own;
        }
    }
}
