using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Says something in a room. This is what the server does most.</summary>
internal static class SayCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.FindOwnRoom(request) is { } room)
        {
            ulong sequence = room.Say(
                EventKind.Said, context.Member, request.Id, context.TimeMs, request.Text);
            context.Done(request, room, sequence);
        }
    }
}
