using System.Text;
using EventLoopServer.Chat.Moderation;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>Lists who is banned and who is muted, the latest last.</summary>
internal static class BansCommand
{
    /// <summary>Of each: more than anybody reads, and the answer stays small.</summary>
    private const int MaxShown = 100;

    public static void Run(CommandContext context, in ClientRequest request)
    {
        var lines = new StringBuilder();
        Write(lines, context, "Banned", context.Access.Bans.At(context.NowMs));
        lines.Append('\n');
        Write(lines, context, "Muted", context.Access.Mutes.At(context.NowMs));
        context.Notice(request, lines.ToString());
    }

    private static void Write(
        StringBuilder lines, CommandContext context, string what, IReadOnlyList<Restriction> all)
    {
        lines.Append(all.Count == 0 ? $"{what}: nobody" : $"{what} ({all.Count}):");
        if (all.Count > MaxShown)
        {
            lines.Append($" the last {MaxShown} of them");
        }

        foreach (Restriction one in all.Skip(all.Count - MaxShown))
        {
            string until = one.UntilMs == Restriction.ForGood
                ? " for good"
                : context.Access.Until(one.UntilMs, context.Now);
            lines.Append(
                $"\n  {one.Subject}{until}, by {one.By}{AccessControl.Because(one.Reason)}");
        }
    }
}
