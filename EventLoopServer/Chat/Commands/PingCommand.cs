using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Answers, so that the way there and back can be measured.</summary>
internal static class PingCommand
{
    public static void Run(CommandContext context, in ClientRequest request) =>
        context.Member.Output.Tell(new ServerEvent
        {
            Kind = EventKind.Pong,
            RequestId = request.Id,
            TimeMs = context.TimeMs,
        });
}
