using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Commands;

/// <summary>Gives a member its first name, and adds it to the lobby.</summary>
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

        AccessControl access = context.Access;
        if (access.Entry is not null && !member.PasswordAccepted)
        {
            context.Refuse(request, RefusalCode.PasswordNeeded);
            return;
        }

        if (access.FindBan(request.Target, member.Output.Prefix, context.NowMs) is { } ban)
        {
            context.Refuse(request, RefusalCode.Banned, access.Explain(ban, context.Now));
            member.Output.Expel(GoodbyeReason.Banned, GoodbyeSentences.Banned);
            return;
        }

        if (context.Directory.CheckName(
            member, request.Target, out NameSkeletons? skeletons) is { } refusal)
        {
            context.Refuse(request.Id, refusal);
            return;
        }

        context.Directory.SetName(member, request.Target, skeletons);
        access.ApplyMute(member, context.NowMs);
        SendNamed(context, request.Id, old: default);
        member.JoinPending = member.Output.EntersLater;
        if (!member.JoinPending)
        {
            JoinCommand.Enter(context, context.Directory.Main, request.Id);
        }

        if (context.Directory.IsKept && !member.Output.IsLegacy)
        {
            context.SendNotice(member, StoreSentences.Privacy(context.Directory.Store.Retention));
        }

        if (context.MessageOfTheDay.Length > 0 && !member.Output.IsLegacy)
        {
            context.SendNotice(member, context.MessageOfTheDay);
        }
    }

    /// <summary>Sends a member its new name and its old name.</summary>
    public static void SendNamed(CommandContext context, ulong requestId, ReadOnlySpan<byte> old) =>
        context.Member.Output.Send(Named(context.Member, requestId, context.TimeMs, old));

    /// <summary>The event with a member's new and old name.</summary>
    public static ServerEvent Named(
        Member member, ulong requestId, long timeMs, ReadOnlySpan<byte> old) => new()
        {
            Kind = EventKind.Named,
            RequestId = requestId,
            SenderId = member.Id,
            TimeMs = timeMs,
            Name = member.NameUtf8,
            Detail = old,
        };
}
