using EventLoopServer.Chat.Rooms;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Commands;

/// <summary>Changes the member's name, and sends the change to all of its rooms.</summary>
internal static class RenameCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        Member member = context.Member;
        if (member.Name is null)
        {
            NameCommand.Run(context, request);
            return;
        }

        if (member.Account is { } account && !NameComparer.Same(account.Utf8, request.Target))
        {
            context.Refuse(request, RefusalCode.NameOfAccount, account.Name);
            return;
        }

        if (context.Access.FindBan(request.Target, null, context.NowMs) is { } ban)
        {
            context.Refuse(
                request, RefusalCode.Banned, context.Access.Explain(ban, context.Now));
            return;
        }

        if (context.Directory.CheckName(
            member, request.Target, out NameSkeletons? skeletons) is { } refusal)
        {
            context.Refuse(request.Id, refusal);
            return;
        }

        foreach (Membership membership in member.Rooms)
        {
            // A name is the same in all rooms, so one room above its budget delays the whole
            // change.
            if (!context.MaySendTo(membership.Room, request))
            {
                return;
            }
        }

        Nickname old = member.Name;
        context.Directory.SetName(member, request.Target, skeletons);
        context.Access.ApplyMute(member, context.NowMs);
        foreach (Membership membership in member.Rooms)
        {
            membership.Room.Notify(
                EventKind.Renamed,
                member,
                old.Utf8,
                request.Id,
                context.TimeMs,
                member.NameUtf8,
                speaker: member);
        }

        NameCommand.SendNamed(context, request.Id, old.Utf8);
        member.SendOthers(NameCommand.Named(member, 0, context.TimeMs, old.Utf8));
    }
}
