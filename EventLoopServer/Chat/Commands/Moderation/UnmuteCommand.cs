using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>
/// Removes the mutes of a target: the muted name, a member's current name, or the muted address or
/// network.
/// </summary>
internal static class UnmuteCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        AccessControl access = context.Access;
        string typed = Encoding.UTF8.GetString(request.Target);
        PrefixParseResult form =
            access.Server.ReadPrefix(typed, out NetworkPrefix prefix, out string shown);
        if (RefuseModerator(context, request, form, prefix))
        {
            return;
        }

        if (form == PrefixParseResult.Origin)
        {
            Lift(context, request, access.Mutes.Remove(null, prefix), shown, person: null);
            return;
        }

        Member? person = context.Directory.FindMemberAlike(request.Target);
        NameSkeletons skeletons = person?.Name!.Skeletons ?? NameSkeletons.Of(request.Target);
        IReadOnlyList<Restriction> gone = access.Mutes.Remove(skeletons, null);
        if (person?.MutedUntilMs > context.NowMs)
        {
            // A member who reconnected under another name is muted by its address.
            gone = [.. gone, .. access.Mutes.RemoveNamed(AccessControl.PlaceOf(person))];
        }
        else if (gone.Count == 0 && form != PrefixParseResult.Name)
        {
            context.RefuseOrigin(request, form);
            return;
        }

        string name = person is not null ? $"{person.Name}" : gone.Count > 0 ? gone[0].Subject : "";
        Lift(context, request, gone, name, person);
    }

    /// <summary>
    /// Refuses a moderator when any mute that applies to the target is not the moderator's own.
    /// </summary>
    private static bool RefuseModerator(
        CommandContext context,
        in ClientRequest request,
        PrefixParseResult form,
        NetworkPrefix prefix)
    {
        RestrictionList mutes = context.Access.Mutes;
        if (form == PrefixParseResult.Origin)
        {
            return ModeratorLimits.Refuse(context, request, mutes.For(null, prefix));
        }

        Member? person = context.Directory.FindMemberAlike(request.Target);
        NameSkeletons skeletons = person?.Name!.Skeletons ?? NameSkeletons.Of(request.Target);
        NetworkPrefix? place = person is null ? null : AccessControl.PlaceOf(person);
        return ModeratorLimits.Refuse(
            context, request, mutes.At(context.NowMs).Where(m => m.Matches(skeletons, place)));
    }

    private static void Lift(
        CommandContext context,
        in ClientRequest request,
        IReadOnlyList<Restriction> gone,
        string name,
        Member? person)
    {
        bool isMuted = person?.MutedUntilMs > context.NowMs;
        if (gone.Count == 0 && !isMuted)
        {
            context.RefuseQuoting(request, RefusalCode.NotListed, request.Target);
            return;
        }

        foreach (Member member in context.Directory.Named)
        {
            bool wasMet = member == person
                || gone.Any(mute => AccessControl.IsMet(mute, member));
            if (wasMet && member.MutedUntilMs > context.NowMs)
            {
                HearAgain(context, member);
            }
        }

        Restriction? other = person?.MutedUntilMs > context.NowMs
            ? context.Access.Mutes.Find(null, person.Output.Prefix, context.NowMs)
            : null;
        if (other is not null && gone.Count == 0)
        {
            context.Refuse(
                request,
                RefusalCode.ArgumentInvalid,
                ModerationSentences.MutedByAddress(name, other.Subject));
            return;
        }

        context.Note(ActionSentences.Unmuted(CommandContext.Label(person, name)));
        context.Notice(
            request,
            other is null
                ? ModerationSentences.HeardAgain(name)
                : ModerationSentences.AddressStillMuted(name, other.Subject));
    }

    private static void HearAgain(CommandContext context, Member member)
    {
        member.MutedUntilMs = 0;
        context.Access.ApplyMute(member, context.NowMs);
        if (member.MutedUntilMs <= context.NowMs)
        {
            context.SendNotice(member, ModerationSentences.HeardAgainYourself);
        }
    }
}
