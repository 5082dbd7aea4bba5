using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>
/// Bans a name or an address, and closes the matching connections. A ban of a name applies to
/// look-alikes too.
/// </summary>
internal static class BanCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (Read(context, request) is not { } ban)
        {
            return;
        }

        Member self = context.Member;
        if (self.Role < Role.Console && ban.Matches(self.Name!.Skeletons, self.Output.Prefix))
        {
            context.Refuse(
                request,
                RefusalCode.ArgumentInvalid,
                ModerationSentences.IsYourself(ban.Subject));
            return;
        }

        if (ModeratorLimits.Refuse(context, request, ban))
        {
            return;
        }

        if (!context.Access.Bans.TryAdd(ban, context.NowMs))
        {
            context.Refuse(
                request,
                RefusalCode.ListFull,
                ModerationSentences.ManyBans(AccessControl.MaxRestrictions));
            return;
        }

        int met = 0;
        string from = "";
        foreach (Member member in context.Directory.Named)
        {
            foreach (Device device in member.Devices)
            {
                if (ban.Matches(member.Name!.Skeletons, device.Output.Prefix))
                {
                    met++;
                    from = ban.Skeletons is null
                        ? ""
                        : ModerationSentences.CameFrom(device.Output.Address);
                    device.Output.Expel(
                        GoodbyeReason.Banned, context.Access.Explain(ban, context.Now));
                }
            }
        }

        string until = context.Access.Until(ban.UntilMs, context.Now);
        context.Note(ActionSentences.Banned(
            ban.Subject, until, ModerationSentences.Because(ban.Reason)));
        context.Notice(request, ModerationSentences.Banned(ban.Subject, until, met, from));
    }

    private static Restriction? Read(CommandContext context, in ClientRequest request)
    {
        ReadOnlySpan<byte> rest = request.Text;
        int end = rest.IndexOf((byte)' ');
        ReadOnlySpan<byte> first = end < 0 ? rest : rest[..end];
        long untilMs = Restriction.ForGood;

        // A word that begins with a digit is read as a duration.
        if (!first.IsEmpty && char.IsAsciiDigit((char)first[0]))
        {
            if (!context.TryReadTime(request, first, out untilMs))
            {
                return null;
            }

            rest = end < 0 ? default : rest[end..].TrimStart((byte)' ');
        }

        if (context.ReadReason(request, rest) is not { } reason)
        {
            return null;
        }

        return RestrictionTarget.Read(context, request) is { } target
            ? new Restriction(target.Subject, untilMs, reason, context.Who)
            {
                Skeletons = target.Skeletons,
                Prefix = target.Prefix,
            }
            : null;
    }
}
