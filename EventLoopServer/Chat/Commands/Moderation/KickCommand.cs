using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>Closes the connections of a member. The user may connect again at once.</summary>
internal static class KickCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.Directory.FindMemberAlike(request.Target) is null
            && RestrictionTarget.IsAddress(context, request))
        {
            context.Refuse(
                request,
                RefusalCode.ArgumentInvalid,
                ModerationSentences.KickOfAddress(CommandContext.Quote(request.Target)));
            return;
        }

        if (context.FindPersonAlike(request) is not { } person
            || ModeratorLimits.Refuse(context, request, person)
            || context.ReadReason(request, request.Text) is not { } reason)
        {
            return;
        }

        string because = ModerationSentences.Because(reason);
        person.Expel(
            GoodbyeReason.Kicked, ModerationSentences.KickedYou(context.Who, because));
        context.Note(ActionSentences.Kicked(CommandContext.Label(person), because));
        context.Notice(request, ModerationSentences.Kicked($"{person.Name}"));
    }
}
