using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>
/// Changes the password of the member's account. The user gives the old password again, because
/// another person at an unlocked keyboard must not take the account. The request's target is the
/// old password, and its text is the new one.
/// </summary>
internal static class PasswordCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (AccountRules.FindOwn(context, request) is not { } own
            || !AccountRules.CheckPassword(context, request, own.Utf8))
        {
            return;
        }

        byte[] password = request.Text.ToArray();
        context.Access.Accounts!.TryOwn(
            context,
            request.Id,
            own,
            request.Target,
            (attempt, account) => Hash(context, attempt.RequestId, account, password));
    }

    private static void Hash(
        CommandContext context, ulong id, Account account, byte[] password)
    {
        string old = account.State.Secret;
        context.Access.Accounts!.Hash(context, id, password, Change);

        void Change(string hash)
        {
            if (context.Member.Account != account)
            {
                context.Refuse(id, Refusal.For(RefusalCode.NotLoggedIn));
                return;
            }

            // Another connection has changed the password meanwhile.
            if (account.State.Secret != old)
            {
                context.Refuse(id, Refusal.For(RefusalCode.LoginWrong));
                return;
            }

            context.Accounts.Change(
                account, account.State with { Secret = hash, CodeHash = "" });
            context.Member.ExpelOthers(
                GoodbyeReason.Kicked, AccountSentences.PasswordChangedElsewhere);
            context.Note(ActionSentences.ChangedPassword);
            KeptAnswer.Send(context, id, () => context.Done(
                new ClientRequest { Id = id }, AccountSentences.PasswordChanged));
        }
    }
}
