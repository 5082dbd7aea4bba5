using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Gives a first name. With it a member is in the lobby.</summary>
internal static class NameCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        Member member = context.Member;
        if (member.Name is not null)
        {
            context.Refuse(request, RefusalCode.NamedAlready);
            return;
        }

        if (context.Lobby.CheckName(member, request.Target) is { } refusal)
        {
            context.Refuse(request.Id, refusal);
            return;
        }

        context.Lobby.SetName(member, request.Target);
        member.Delivery.Tell(new ServerEvent
        {
            Kind = EventKind.Named,
            RequestId = request.Id,
            SenderId = member.Id,
            TimeMs = context.TimeMs,
            Name = member.NameUtf8,
        });
        JoinCommand.Enter(context, context.Lobby.Main, request.Id);
    }
}
