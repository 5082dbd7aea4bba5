using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Says goodbye.</summary>
internal static class QuitCommand
{
    public static void Run(CommandContext context, in ClientRequest request) =>
        context.Member.Output.Quit();
}
