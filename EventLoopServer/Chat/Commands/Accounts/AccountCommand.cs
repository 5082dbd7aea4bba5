using System.Text;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences;
using Protocol;
using Protocol.Commands;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>
/// Shows members their own account. Its subcommands let operators list and change accounts.
/// </summary>
internal static class AccountCommand
{
    /// <summary>Most accounts in a list. The list has to fit into one notice.</summary>
    private const int MaxListed = WireLimits.ListEntries;

    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (!context.Accounts.IsOn)
        {
            context.Refuse(request, RefusalCode.AccountsOff);
            return;
        }

        if (request.Text.IsEmpty && context.Member.Role < Role.Console)
        {
            ShowOwn(context, request);
            return;
        }

        string[] words = AccountRules.TextOf(request.Text)
            .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        string word = words.Length > 0 ? words[0].ToLowerInvariant() : "list";
        if (context.Member.Role < Role.Operator)
        {
            context.Refuse(request, RefusalCode.OperatorsOnly, $"/account {word}");
        }
        else if (word == "list")
        {
            List(context, request);
        }
        else if (word is not ("add" or "reset" or "release" or "role"))
        {
            RefuseArgument(
                context, request, AccountSentences.NoSubcommand(CommandContext.Quote(
                    Encoding.UTF8.GetBytes(word))));
        }
        else if (words.Length < 2)
        {
            RefuseArgument(context, request, AccountSentences.NeedsName(word));
        }
        else if (word is not ("add" or "reset") || AccountRules.AllowPasswords(context, request))
        {
            // "add" and "reset" answer with a one-time code, which is as secret as a password.
            Change(context, request, word, words);
        }
    }

    private static void Change(
        CommandContext context, in ClientRequest request, string word, string[] words)
    {
        byte[] name = Encoding.UTF8.GetBytes(words[1]);
        if (word == "add")
        {
            Add(context, request, name);
        }
        else if (context.Accounts.Find(name) is not { } account)
        {
            context.RefuseQuoting(request, RefusalCode.NoSuchAccount, name);
        }
        else if (word != "role" && NeedsConsole(context, account.State.Role))
        {
            RefuseForConsole(context, request);
        }
        else if (word == "reset")
        {
            context.Note(ActionSentences.ResetAccount(account.Name));
            Expel(context, account);
            GiveCode(context, request, account);
        }
        else if (word == "release")
        {
            context.Accounts.Release(account);
            Expel(context, account);
            context.Note(ActionSentences.ReleasedAccount(account.Name));
            NoticeWhenKept(context, request, AccountSentences.ReleasedBy(
                account.Name, context.Access.Server.Date(account.FreeMs)));
        }
        else
        {
            ChangeRole(context, request, account, words.Length > 2 ? words[2] : "");
        }
    }

    /// <summary>Creates an account for another user, who logs in with a one-time code.</summary>
    private static void Add(CommandContext context, in ClientRequest request, byte[] name)
    {
        if (context.Accounts.Find(name) is { } existing)
        {
            RefuseArgument(context, request, AccountSentences.Exists(existing.Name));
            return;
        }

        // A guest with this name keeps it until the guest leaves or the account's owner logs in.
        Refusal? refusal = NameRule.CheckName(name, out NameSkeletons? skeletons) is { } fault
            ? Refusal.For(RefusalCode.NameInvalid, fault)
            : context.Accounts.CheckName(name, skeletons!, own: null);
        if (refusal is { } found)
        {
            context.Refuse(request.Id, found);
            return;
        }

        Account account = context.Accounts.Add(Encoding.UTF8.GetString(name), secret: "");
        context.Note(ActionSentences.AddedAccount(account.Name));
        GiveCode(context, request, account);
    }

    /// <summary>
    /// Replaces the password with a one-time code. An account that was given up is in use again.
    /// </summary>
    private static void GiveCode(
        CommandContext context, in ClientRequest request, Account account)
    {
        string code = OneTimeCode.Draw();
        context.Accounts.Change(account, account.State with
        {
            Secret = "",
            CodeHash = OneTimeCode.HashOf(Encoding.UTF8.GetBytes(code)),
            CodeUntilMs = context.TimeMs + OneTimeCode.ValidMs,
            ReleasedMs = 0,
            SeenMs = context.TimeMs,
        });
        int hours = (int)TimeSpan.FromMilliseconds(OneTimeCode.ValidMs).TotalHours;
        NoticeWhenKept(context, request, AccountSentences.Code(account.Name, code, hours));
    }

    private static void ChangeRole(
        CommandContext context, in ClientRequest request, Account account, string word)
    {
        // TryParse also takes numbers and lists such as "moderator,operator".
        if (!Enum.TryParse(word, ignoreCase: true, out AccountRole role)
            || !word.Equals($"{role}", StringComparison.OrdinalIgnoreCase))
        {
            RefuseArgument(
                context, request, AccountSentences.NoRole(CommandContext.Quote(
                    Encoding.UTF8.GetBytes(word))));
            return;
        }

        if (NeedsConsole(context, role) || NeedsConsole(context, account.State.Role))
        {
            RefuseForConsole(context, request);
            return;
        }

        context.Accounts.Change(account, account.State with { Role = role });
        foreach (Member member in context.Directory.Named.Where(m => m.Account == account))
        {
            string sentence =
                AccountSentences.RoleIs(account.Name, AccountRules.WordOf(role));
            context.SendNotice(member, member.ChangeRole(account)
                ? sentence
                : AccountSentences.StillOperator(sentence));
        }

        context.Note(ActionSentences.GaveRole(account.Name, AccountRules.WordOf(role)));
        NoticeWhenKept(
            context, request, AccountSentences.RoleIs(account.Name, AccountRules.WordOf(role)));
    }

    /// <summary>
    /// True if only the console may do this: the role is operator, and the member is not the
    /// console. Only the console may give or take this role, or reset an operator's account. With
    /// the operators' password, a thief could give an account the operator role, or reset an
    /// operator's account and use its code. The thief would then stay an operator after the
    /// password was changed.
    /// </summary>
    private static bool NeedsConsole(CommandContext context, AccountRole role) =>
        role == AccountRole.Operator && context.Member.Role < Role.Console;

    private static void RefuseForConsole(CommandContext context, in ClientRequest request) =>
        RefuseArgument(
            context,
            request,
            AccountSentences.OnlyConsole(AccountRules.WordOf(AccountRole.Operator)));

    /// <summary>
    /// Closes the connections of an account, because its password is no longer valid.
    /// </summary>
    private static void Expel(CommandContext context, Account account)
    {
        foreach (Member member in context.Directory.Named.Where(m => m.Account == account))
        {
            member.Expel(GoodbyeReason.Kicked, AccountSentences.AccountReset);
        }
    }

    private static void List(CommandContext context, in ClientRequest request)
    {
        Account[] all = [.. context.Accounts.All.OrderBy(
            static a => a.Name, StringComparer.OrdinalIgnoreCase)];
        var lines = new StringBuilder(AccountSentences.Count(all.Length));
        foreach (Account account in all.Take(MaxListed))
        {
            lines.Append('\n').Append(AccountSentences.Entry(
                account.Name,
                AccountRules.WordOf(account.State.Role),
                context.Access.Server.Date(account.State.CreatedMs),
                context.Access.Server.Date(account.State.SeenMs)));
            lines.Append(account.IsReleased(context.TimeMs)
                ? AccountSentences.GivenUp(context.Access.Server.Date(account.FreeMs))
                : "");
        }

        if (all.Length > MaxListed)
        {
            lines.Append($"\n {ChatSentences.AndMore(all.Length - MaxListed)}");
        }

        context.Notice(request, lines.ToString());
    }

    private static void ShowOwn(CommandContext context, in ClientRequest request)
    {
        if (context.Member.Account is not { } account)
        {
            context.Refuse(request, RefusalCode.NotLoggedIn);
            return;
        }

        context.Notice(request, AccountSentences.Own(
            account.Name,
            AccountRules.WordOf(account.State.Role),
            context.Access.Server.Date(account.State.CreatedMs),
            context.Access.Server.Date(account.FreeMs)));
    }

    private static void NoticeWhenKept(
        CommandContext context, in ClientRequest request, string sentence)
    {
        ulong id = request.Id;
        KeptAnswer.Send(
            context, id, () => context.Notice(new ClientRequest { Id = id }, sentence));
    }

    private static void RefuseArgument(
        CommandContext context, in ClientRequest request, string fault) =>
        context.Refuse(request, RefusalCode.ArgumentInvalid, fault);
}
