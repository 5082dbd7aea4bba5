using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Closes the connection at the client's request.</summary>
internal static class QuitCommand
{
    public static void Run(CommandContext context, in ClientRequest request) =>
        context.Member.Output.Quit();
}
