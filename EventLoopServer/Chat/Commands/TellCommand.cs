using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Sends a private message, with the receiver's next private sequence number.</summary>
internal static class TellCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        Member sender = context.Member;
        if (context.Directory.FindMember(request.Target) is not { JoinPending: false } receiver)
        {
            context.RefuseQuoting(request, RefusalCode.NoSuchPerson, request.Target);
            return;
        }

        if (!context.MaySendTo(receiver, request))
        {
            return;
        }

        receiver.Output.Tell(new ServerEvent
        {
            Kind = EventKind.Told,
            RequestId = request.Id,
            SenderId = sender.Id,
            TimeMs = context.TimeMs,
            Sequence = ++receiver.PrivateSequence,
            Name = sender.NameUtf8,
            Text = request.Text,
            Number = request.Number,
        });
        context.Done(request);
    }
}
