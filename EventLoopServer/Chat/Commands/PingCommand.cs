using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Answers a request at once, so that clients can measure the round-trip time.</summary>
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
