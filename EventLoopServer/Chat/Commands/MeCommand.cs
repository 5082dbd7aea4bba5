using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Tells a room what one does.</summary>
internal static class MeCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.FindOwnRoom(request) is { } room)
        {
            ulong sequence = room.Say(
                EventKind.Acted, context.Member, request.Id, context.TimeMs, request.Text);
            context.Done(request, room, sequence);
        }
    }
}
