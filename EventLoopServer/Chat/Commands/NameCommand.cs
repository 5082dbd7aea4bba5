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

        House house = context.House;
        if (house.Entry is not null && !member.HasPassed)
        {
            context.Refuse(request, RefusalCode.PasswordNeeded);
            return;
        }

        if (house.FindBan(request.Target, member.Delivery.Origin, context.NowMs) is { } ban)
        {
            context.Refuse(request, RefusalCode.Banned, house.Explain(ban, context.Moment));
            member.Delivery.Expel(GoodbyeReason.Banned, "Goodbye.");
            return;
        }

        if (context.Lobby.CheckName(member, request.Target, out NameLook? look) is { } refusal)
        {
            context.Refuse(request.Id, refusal);
            return;
        }

        context.Lobby.SetName(member, request.Target, look);
        house.Recall(member, context.NowMs);
        TellNamed(context, request.Id, old: default);
        member.IsArriving = member.Delivery.EntersLater;
        if (!member.IsArriving)
        {
            JoinCommand.Enter(context, context.Lobby.Main, request.Id);
        }
    }

    /// <summary>Tells a member what it is called now, and what it was called before.</summary>
    public static void TellNamed(CommandContext context, ulong requestId, ReadOnlySpan<byte> old) =>
        context.Member.Delivery.Tell(new ServerEvent
        {
            Kind = EventKind.Named,
            RequestId = requestId,
            SenderId = context.Member.Id,
            TimeMs = context.TimeMs,
            Name = context.Member.NameUtf8,
            Detail = old,
        });
}
