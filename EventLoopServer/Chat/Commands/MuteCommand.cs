using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// Passes on nothing more of what somebody says. It follows the name and the address, so that
/// coming back does not lift it; and somebody who is not here is met when they come. An address or
/// a network is muted as it is banned: every member from there, whatever the name.
/// </summary>
internal static class MuteCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        House house = context.House;
        if (SanctionTarget.Read(context, request) is not { } target)
        {
            return;
        }

        long untilMs = Sanction.ForGood;
        if (!request.Text.IsEmpty && !context.TryReadTime(request, request.Text, out untilMs))
        {
            return;
        }

        Member? person = target.Person;
        var mute = new Sanction(target.Subject, untilMs, "", context.Who)
        {
            Look = target.Look,
            Origin = target.Origin ?? (person is null ? null : House.PlaceOf(person)),
        };
        Member self = context.Member;
        if (target.Origin is not null
            && self.Rank < Rank.Console && mute.Meets(null, self.Delivery.Origin))
        {
            context.Refuse(
                request, RefusalCode.ArgumentInvalid, $"Your own address is in '{mute.Subject}'.");
            return;
        }

        if (!house.Mutes.TryAdd(mute, context.NowMs))
        {
            context.Refuse(request, RefusalCode.ListFull, $"{House.MaxSanctions} mutes");
            return;
        }

        int met = Meet(context, target, mute);
        string until = house.Until(untilMs, context.Moment);
        context.Note($"muted {CommandContext.Label(person, mute.Subject)}{until}");
        string here = target.Look is null ? $" This mutes {met} of the members here."
            : met == 0 ? " Nobody of that name is here now."
            : "";
        context.Notice(request, $"{mute.Subject} is muted{until}.{here}");
    }

    /// <summary>Mutes those who are here: of a name its holder, of an address everybody.</summary>
    private static int Meet(CommandContext context, SanctionTarget target, Sanction mute)
    {
        int met = 0;
        foreach (Member member in context.Lobby.Named)
        {
            if (member != target.Person
                && (target.Origin is null || !mute.Meets(null, member.Delivery.Origin)))
            {
                continue;
            }

            met++;

            // The list is the only source: of all mutes that meet a member the longest counts.
            member.MutedUntilMs = 0;
            context.House.Recall(member, context.NowMs);
            context.Tell(
                member,
                $"You were muted by {context.Who}"
                + $"{context.House.Until(member.MutedUntilMs, context.Moment)}: "
                + "nothing that you say is passed on.");
        }

        return met;
    }
}
