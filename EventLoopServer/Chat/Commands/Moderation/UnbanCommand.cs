using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Sentences;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>Removes a ban.</summary>
internal static class UnbanCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        string target = Encoding.UTF8.GetString(request.Target);
        PrefixParseResult form =
            context.Access.Server.ReadPrefix(target, out NetworkPrefix prefix, out _);
        bool isAddress = form == PrefixParseResult.Origin;
        NameSkeletons? skeletons = isAddress ? null : NameSkeletons.Of(request.Target);
        NetworkPrefix? place = isAddress ? prefix : null;
        RestrictionList bans = context.Access.Bans;
        if (ModeratorLimits.Refuse(context, request, bans.For(skeletons, place)))
        {
            return;
        }

        IReadOnlyList<Restriction> gone = bans.Remove(skeletons, place);
        if (gone.Count == 0)
        {
            if (form is PrefixParseResult.Wrong or PrefixParseResult.TooSmall)
            {
                context.RefuseOrigin(request, form);
            }
            else
            {
                context.RefuseQuoting(request, RefusalCode.NotListed, request.Target);
            }

            return;
        }

        context.Note(ActionSentences.Unbanned(gone[0].Subject));
        context.Notice(request, ModerationSentences.Unbanned(gone[0].Subject));
    }
}
