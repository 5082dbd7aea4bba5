using System.Text;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Lists all members with a name. Their addresses are for operators only.</summary>
internal static class MemberList
{
    /// <summary>
    /// Most rooms shown for a member. A list of a thousand members with all of their rooms and long
    /// names would exceed a frame, and the limit of a slow reader's pending output.
    /// </summary>
    private const int MaxRooms = 4;

    public static void Send(CommandContext context, in ClientRequest request)
    {
        // Sorted, because the order of the directory depends on past joins and leaves.
        List<Member> all = [.. context.Directory.Named];
        all.Sort(static (a, b) => string.CompareOrdinal(a.Name!.Text, b.Name!.Text));
        var lines = new StringBuilder(
            all.Count == 0 ? ChatSentences.NobodyHere : ChatSentences.PeopleHere(all.Count));
        foreach (Member member in all.Take(WireLimits.ListEntries))
        {
            lines.Append($"\n  {CommandContext.Label(member)} {RoomsOf(member)}");
            lines.Append(member.HighestRole >= Role.Operator ? ChatSentences.ListedOperator : "");
            lines.Append(member.MutedUntilMs > context.NowMs
                ? ChatSentences.ListedMuted(
                    context.Access.Until(member.MutedUntilMs, context.Now))
                : "");
        }

        if (all.Count > WireLimits.ListEntries)
        {
            lines.Append($"\n {ChatSentences.AndMore(all.Count - WireLimits.ListEntries)}");
        }

        context.Notice(request, lines.ToString());
    }

    private static string RoomsOf(Member member)
    {
        int more = member.Rooms.Count - MaxRooms;
        IEnumerable<string> shown =
            member.Rooms.Take(MaxRooms).Select(static m => m.Room.Name.Text);
        return member.Rooms.Count == 0
            ? ChatSentences.InNoRoom
            : ChatSentences.InRooms(string.Join(", ", shown))
                + (more > 0 ? ChatSentences.AndMore(more) : "");
    }
}
