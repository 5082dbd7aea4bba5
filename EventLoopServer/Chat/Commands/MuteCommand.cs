using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// Blocks a member's messages. A mute belongs to the name and the address, so a reconnect does not
/// lift it, and it also applies to a member who connects later. A mute of an address or a network
/// applies to every member from there, whatever the name.
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

    /// <summary>Applies a mute to the connected members that it matches.</summary>
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
