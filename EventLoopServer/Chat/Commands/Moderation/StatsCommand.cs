using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>Sends operators the statistics of the server.</summary>
internal static class StatsCommand
{
    public static void Run(CommandContext context, in ClientRequest request) =>
        context.Notice(request, context.Figures.Describe());
}
