using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>
/// Limits the commands of moderators. A moderator can mute or ban for one day, and leaves longer
/// restrictions to operators. Each restriction of a moderator therefore ends without an action.
/// </summary>
internal static class ModeratorLimits
{
    /// <summary>The longest mute or ban of a moderator.</summary>
    public const long LongestMs = 24 * 60 * 60_000;

    /// <summary>
    /// Bits of a whole address, because prefixes have the form of IPv6 addresses.
    /// </summary>
    private const int WholeAddress = 128;

    /// <summary>Refuses a mute or ban that exceeds a moderator's limits.</summary>
    /// <returns>True when it was refused.</returns>
    public static bool Refuse(
        CommandContext context, in ClientRequest request, Restriction restriction)
    {
        if (context.Member.Role >= Role.Operator)
        {
            return false;
        }

        if (restriction.UntilMs > context.NowMs + LongestMs)
        {
            return Refuse(context, request, ModeratorSentences.NeedsTime);
        }

        if (restriction.Skeletons is null && !IsOneAddress(restriction.Prefix))
        {
            return Refuse(context, request, ModeratorSentences.OnlyOneAddress);
        }

        foreach (Member member in context.Directory.Named)
        {
            if (member.HighestRole >= Role.Moderator && AccessControl.IsMet(restriction, member))
            {
                return Refuse(
                    context, request, ModeratorSentences.IsProtected(member.Name!.Text));
            }
        }

        return false;
    }

    /// <summary>Refuses a moderator's action against a moderator or an operator.</summary>
    /// <returns>True when it was refused.</returns>
    public static bool Refuse(CommandContext context, in ClientRequest request, Member person) =>
        context.Member.Role < Role.Operator
        && person.HighestRole >= Role.Moderator
        && Refuse(context, request, ModeratorSentences.IsProtected($"{person.Name}"));

    /// <summary>
    /// Refuses a moderator that lifts restrictions of other moderators or operators.
    /// </summary>
    /// <returns>True when it was refused.</returns>
    public static bool Refuse(
        CommandContext context, in ClientRequest request, IEnumerable<Restriction> ended)
    {
        string who = context.Who;
        return context.Member.Role < Role.Operator
            && ended.Any(r => r.By != who)
            && Refuse(context, request, ModeratorSentences.OnlyOwn);
    }

    private static bool Refuse(
        CommandContext context, in ClientRequest request, string sentence)
    {
        context.Refuse(request, RefusalCode.ModeratorLimit, sentence);
        return true;
    }

    private static bool IsOneAddress(NetworkPrefix? prefix) =>
        prefix is { Length: WholeAddress or NetworkPrefix.SubscriberBits };
}
