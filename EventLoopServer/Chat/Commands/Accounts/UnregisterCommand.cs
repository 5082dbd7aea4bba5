using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>Gives up the member's account. The user has to give its password again.</summary>
internal static class UnregisterCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (AccountRules.FindOwn(context, request) is not { } own)
        {
            return;
        }

        context.Access.Accounts!.TryOwn(
            context,
            request.Id,
            own,
            request.Text,
            (attempt, account) => Release(context, attempt.RequestId, account));
    }

    private static void Release(CommandContext context, ulong requestId, Account account)
    {
        Member member = context.Member;
        if (member.Account != account)
        {
            context.Refuse(requestId, Refusal.For(RefusalCode.NotLoggedIn));
            return;
        }

        context.Accounts.Release(account);
        member.ExpelOthers(GoodbyeReason.Kicked, AccountSentences.GivenUpElsewhere);
        member.LogOut();
        context.Note(ActionSentences.GaveUp);
        KeptAnswer.Send(context, requestId, () => context.Done(
            new ClientRequest { Id = requestId }, AccountSentences.Released));
    }
}
