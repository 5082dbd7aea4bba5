using EventLoopServer.Chat.Moderation;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>Ends somebody's connection. They may come back at once.</summary>
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
                $"'{CommandContext.Quote(request.Target)}' is an address, and /kick takes a name: "
                + "/users * lists names with addresses, /ban ADDRESS closes all its connections.");
            return;
        }

        if (context.FindPersonAlike(request) is not { } person
            || context.ReadReason(request, request.Text) is not { } reason)
        {
            return;
        }

        string because = AccessControl.Because(reason);
        person.Output.Expel(
            GoodbyeReason.Kicked, $"You were kicked by {context.Who}{because}.");
        context.Note($"kicked {CommandContext.Label(person)}{because}");
        context.Notice(request, $"{person.Name} was kicked. /ban keeps somebody out.");
    }
}
