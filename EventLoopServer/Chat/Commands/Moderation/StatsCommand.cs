using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>Tells whoever runs the server what its loop does.</summary>
internal static class StatsCommand
{
    public static void Run(CommandContext context, in ClientRequest request) =>
        context.Notice(request, context.Figures.Describe());
}
