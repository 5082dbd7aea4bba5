using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Sends an action to a room.</summary>
internal static class MeCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.FindOwnRoom(request) is { } room && context.MaySpeakIn(room, request))
        {
            context.Propose(EventKind.Acted, room, request);
        }
    }
}
