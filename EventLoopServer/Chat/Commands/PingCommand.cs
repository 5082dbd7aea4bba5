using EventLoopServer.Chat.Commands.Accounts;
using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// Answers a request at once, so that clients can measure the round-trip time. The request also
/// confirms which private lines the client has received.
/// </summary>
internal static class PingCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.Device.Resumable is { } session)
        {
            UnreadDelivery.Confirm(context.Accounts, session, request.Number);
        }

        context.Member.Output.Send(new ServerEvent
        {
            Kind = EventKind.Pong,
            RequestId = request.Id,
            TimeMs = context.TimeMs,
        });
        UnreadDelivery.Continue(context);
    }
}
