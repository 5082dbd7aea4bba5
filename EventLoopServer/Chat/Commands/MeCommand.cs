using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Tells a room what one does.</summary>
internal static class MeCommand
{
    public static void Run(CommandContext context, in ClientRequest request) =>
        SayCommand.Run(context, request, EventKind.Acted);
}
