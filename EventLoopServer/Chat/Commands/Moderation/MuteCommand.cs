using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>
/// Blocks a member's messages. A mute of a name also covers the member's address, so it applies
/// again after a reconnect. It also applies to a member that connects later. A mute of an address
/// or a network applies to every member from there.
/// </summary>
internal static class MuteCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        AccessControl access = context.Access;
        if (RestrictionTarget.Read(context, request) is not { } target)
        {
            return;
        }

        long untilMs = Restriction.ForGood;
        if (!request.Text.IsEmpty && !context.TryReadTime(request, request.Text, out untilMs))
        {
            return;
        }

        Member? person = target.Person;
        Restriction mute = new Restriction(target.Subject, untilMs, "", context.Who)
        {
            Skeletons = target.Skeletons,
            Prefix = target.Prefix ?? (person is null ? null : AccessControl.PlaceOf(person)),
        };
        Member self = context.Member;
        if (target.Prefix is not null
            && self.Role < Role.Console && mute.Matches(null, self.Output.Prefix))
        {
            context.Refuse(
                request,
                RefusalCode.ArgumentInvalid,
                ModerationSentences.OwnAddress(mute.Subject));
            return;
        }

        if (ModeratorLimits.Refuse(context, request, mute))
        {
            return;
        }

        if (!access.Mutes.TryAdd(mute, context.NowMs))
        {
            context.Refuse(
                request,
                RefusalCode.ListFull,
                ModerationSentences.ManyMutes(AccessControl.MaxRestrictions));
            return;
        }

        int met = Meet(context, target, mute);
        string until = access.Until(untilMs, context.Now);
        context.Note(ActionSentences.Muted(
            CommandContext.Label(person, mute.Subject), until));
        string here = target.Skeletons is null ? ModerationSentences.MutesMembers(met)
            : met == 0 ? ModerationSentences.NobodyOfThatName
            : "";
        context.Notice(request, ModerationSentences.Muted(mute.Subject, until, here));
    }

    /// <summary>Applies a mute to the connected members that it matches.</summary>
    private static int Meet(CommandContext context, RestrictionTarget target, Restriction mute)
    {
        int met = 0;
        foreach (Member member in context.Directory.Named)
        {
            if (member != target.Person
                && (target.Prefix is null || !AccessControl.IsMet(mute, member)))
            {
                continue;
            }

            met++;

            // MutedUntilMs is recomputed from the list: the longest mute that matches the member
            // applies.
            member.MutedUntilMs = 0;
            context.Access.ApplyMute(member, context.NowMs);
            context.SendNotice(
                member,
                ModerationSentences.MutedYou(
                    context.Who, context.Access.Until(member.MutedUntilMs, context.Now)));
        }

        return met;
    }
}
