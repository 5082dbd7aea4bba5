using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Commands.Accounts;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// Logs a member in, and gives it the name of its account. If the account has connections already,
/// the new connection becomes a further device of the account's member.
/// </summary>
internal static class LoginCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        Member member = context.Member;
        if (!AccountRules.AllowPasswords(context, request))
        {
            return;
        }

        if (member.Account is { } own)
        {
            context.Refuse(request, RefusalCode.LoggedInAlready, own.Name);
            return;
        }

        if (member.Name is null && context.Access.Entry is not null && !member.PasswordAccepted)
        {
            context.Refuse(request, RefusalCode.PasswordNeeded);
            return;
        }

        // The second step runs in another turn, when the context may have another table.
        CommandTable commands = context.Commands;
        context.Access.Accounts!.Try(
            context,
            request.Id,
            request.Target,
            request.Text,
            (attempt, account) => Accept(context, commands, attempt, account));
    }

    private static void Accept(
        CommandContext context, CommandTable commands, AccountAttempt attempt, Account account)
    {
        Member member = context.Member;
        if (member.Name?.Text != account.Name && RefuseName(context, attempt.RequestId, account))
        {
            return;
        }

        Member? present = AccountDevices.Find(context.Directory, account);
        if (present is not null && !AccountDevices.TryMakeSpace(present))
        {
            context.Refuse(attempt.RequestId, Refusal.For(
                RefusalCode.TooManyDevices, $"{AccountDevices.Most}"));
            return;
        }

        StoredAccount state = account.State with
        {
            Secret = attempt.NewHash ?? account.State.Secret,
            CodeUntilMs = attempt.IsCode ? 0 : account.State.CodeUntilMs,
            ReleasedMs = 0,
            SeenMs = context.TimeMs,
            Places = account.AddPlace(member.Output.Prefix),
        };
        context.Accounts.Change(account, state, isSamePassword: true);
        if (present is not null)
        {
            AccountDevices.Add(
                context, attempt.RequestId, present, AccountSentences.LoggedIn(account.Name));
        }
        else
        {
            LogIn(context, commands, attempt.RequestId, account);
        }

        context.Device.Resumable?.GainRights();
        if (attempt.IsCode)
        {
            context.SendNotice(context.Member, AccountSentences.ChoosePassword);
        }

        UnreadDelivery.Deliver(context, account);
    }

    private static void LogIn(
        CommandContext context, CommandTable commands, ulong requestId, Account account)
    {
        string sentence = AccountSentences.LoggedIn(account.Name);
        Member member = context.Member;
        AccountDevices.RemoveRivals(context, account);
        member.LogIn(account);
        var request = new ClientRequest { Id = requestId };
        if (member.Name?.Text == account.Name)
        {
            context.Done(request, sentence);
            ReadCommand.SendAll(context);
        }
        else
        {
            // The Name or Rename event answers the request.
            bool isFirst = member.Name is null;
            commands.Run(context, request with
            {
                Verb = isFirst ? RequestVerb.Name : RequestVerb.Rename,
                Target = account.Utf8,
            });
            if (!isFirst)
            {
                ReadCommand.SendAll(context);
            }

            context.SendNotice(member, sentence);
        }
    }

    /// <summary>
    /// Refuses the account's name while a ban or a mute prevents the member from taking it.
    /// </summary>
    private static bool RefuseName(CommandContext context, ulong requestId, Account account)
    {
        Member member = context.Member;
        if (context.Access.FindBan(
            account.Utf8, member.Output.Prefix, context.NowMs) is { } ban)
        {
            string explanation = context.Access.Explain(ban, context.Now);
            context.Refuse(requestId, Refusal.For(RefusalCode.Banned, explanation));
            if (member.Name is null)
            {
                member.Output.Expel(GoodbyeReason.Banned, GoodbyeSentences.Banned);
            }

            return true;
        }

        if (member.Name is not null && context.IsMuted)
        {
            context.RefuseMuted(new ClientRequest { Id = requestId });
            return true;
        }

        return false;
    }
}
