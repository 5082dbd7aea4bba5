using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Sends a message to a room. This is the most frequent command.</summary>
internal static class SayCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.FindOwnRoom(request) is { } room && context.MaySpeakIn(room, request))
        {
            context.Propose(EventKind.Said, room, request, emptyLines: request.Number);
        }
    }
}
