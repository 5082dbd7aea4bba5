using System.Text;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>Lists the bans and the mutes, oldest first.</summary>
internal static class BansCommand
{
    /// <summary>
    /// Most bans, and most mutes, in the answer: more than an operator reads, and still small.
    /// </summary>
    private const int MaxShown = 100;

    public static void Run(CommandContext context, in ClientRequest request)
    {
        var lines = new StringBuilder();
        Write(
            lines, context, ModerationSentences.BannedList, context.Access.Bans.At(context.NowMs));
        lines.Append('\n');
        Write(
            lines, context, ModerationSentences.MutedList, context.Access.Mutes.At(context.NowMs));
        context.Notice(request, lines.ToString());
    }

    private static void Write(
        StringBuilder lines, CommandContext context, string list, IReadOnlyList<Restriction> all)
    {
        lines.Append(all.Count == 0
            ? ModerationSentences.ListEmpty(list)
            : ModerationSentences.ListHead(list, all.Count));
        if (all.Count > MaxShown)
        {
            lines.Append(ModerationSentences.OnlyLast(MaxShown));
        }

        foreach (Restriction one in all.Skip(all.Count - MaxShown))
        {
            string until = one.UntilMs == Restriction.ForGood
                ? ModerationSentences.ForGood
                : context.Access.Until(one.UntilMs, context.Now);
            lines.Append(ModerationSentences.Listed(
                one.Subject, until, one.By, ModerationSentences.Because(one.Reason)));
        }
    }
}
