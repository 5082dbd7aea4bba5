using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>Changes the password of the member's account.</summary>
internal static class PasswordCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (AccountRules.TakeOwn(context, request) is not { } account)
        {
            return;
        }

        ulong id = request.Id;
        if (AccountRules.CheckPassword(context, request, account.Utf8))
        {
            context.Access.Accounts!.Hash(context, id, request.Text, Change);
        }

        void Change(string hash)
        {
            if (context.Member.Account != account)
            {
                context.Refuse(id, Refusal.For(RefusalCode.NotLoggedIn));
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
