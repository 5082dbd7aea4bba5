using System.Globalization;
using System.Text;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>Makes an invitation, and lets operators list and revoke the open ones.</summary>
internal static class InviteCommand
{
    /// <summary><c>/invite [USES] [for TIME]</c>.</summary>
    public static void Run(CommandContext context, in ClientRequest request)
    {
        // The answer has a code, which is as secret as a password.
        if (!AccountRules.AllowPasswords(context, request)
            || ReadTerms(context, request) is not { } terms)
        {
            return;
        }

        if (context.Accounts.Invitations.IsFull(terms.Account))
        {
            context.Refuse(
                request,
                RefusalCode.InvitationsFull,
                InvitationDirectory.PerAccount.ToString(CultureInfo.InvariantCulture));
            return;
        }

        string code = Invitation.DrawCode();
        StoredInvitation made =
            context.Accounts.Invitations.Add(Encoding.UTF8.GetBytes(code), terms).State;
        string until = context.Access.Server.Date(made.UntilMs);
        context.Note(ActionSentences.Invited(made.Id, made.Uses, until));
        string hint = context.Accounts.Policy.Registration switch
        {
            Registration.Open => $"\n{InvitationSentences.NotNeeded}",
            Registration.Off => $"\n{InvitationSentences.NotTaken}",
            _ => "",
        };
        NoticeWhenKept(
            context,
            request,
            InvitationSentences.Made(made.Id, made.Uses, until, code) + hint);
    }

    /// <summary><c>/invites</c> and <c>/invites revoke ID</c>.</summary>
    public static void ListOrRevoke(CommandContext context, in ClientRequest request)
    {
        if (!context.Accounts.IsOn)
        {
            context.Refuse(request, RefusalCode.AccountsOff);
            return;
        }

        string[] words = WordsOf(request);
        if (words is [])
        {
            List(context, request);
        }
        else if (words is [var word, var id]
            && word.Equals("revoke", StringComparison.OrdinalIgnoreCase))
        {
            Revoke(context, request, id);
        }
        else
        {
            RefuseArgument(context, request, InvitationSentences.NoSubcommand(Quote(words[0])));
        }
    }

    private static void List(CommandContext context, in ClientRequest request)
    {
        IReadOnlyList<Invitation> all = context.Accounts.Invitations.Open;
        if (all.Count == 0)
        {
            context.Notice(request, InvitationSentences.None);
            return;
        }

        var lines = new StringBuilder(InvitationSentences.Count(all.Count));
        foreach (StoredInvitation one in all.Select(static invitation => invitation.State))
        {
            lines.Append('\n').Append(InvitationSentences.Entry(
                one.Id, one.UsesLeft, one.Uses, context.Access.Server.Date(one.UntilMs), one.By));
        }

        context.Notice(request, lines.ToString());
    }

    private static void Revoke(CommandContext context, in ClientRequest request, string id)
    {
        if (context.Accounts.Invitations.Find(id) is not { } invitation)
        {
            RefuseArgument(context, request, InvitationSentences.NoInvitation(Quote(id)));
            return;
        }

        context.Accounts.Invitations.Revoke(invitation);
        context.Note(ActionSentences.RevokedInvitation(invitation.State.Id));
        NoticeWhenKept(context, request, InvitationSentences.Revoked(invitation.State.Id));
    }

    /// <summary>
    /// Reads the uses and the time, which may both be missing. Refuses other words.
    /// </summary>
    private static StoredInvitation? ReadTerms(CommandContext context, in ClientRequest request)
    {
        ReadOnlySpan<string> words = WordsOf(request);
        int uses = Invitation.DefaultUses;
        if (words is [var number, ..] && !IsFor(number))
        {
            if (!int.TryParse(
                    number, NumberStyles.None, CultureInfo.InvariantCulture, out uses)
                || uses is < 1 or > Invitation.MaxUses)
            {
                RefuseUses(context, request, number);
                return null;
            }

            words = words[1..];
        }

        long lastsMs = Invitation.DefaultMs;
        if (words is [var word, var time] && IsFor(word))
        {
            if (!context.TryReadTime(request, Encoding.UTF8.GetBytes(time), out long untilMs))
            {
                return null;
            }

            lastsMs = untilMs - context.NowMs;
        }
        else if (words is not [])
        {
            RefuseUses(context, request, words[0]);
            return null;
        }

        if (lastsMs > Invitation.LongestMs)
        {
            RefuseArgument(context, request, InvitationSentences.TooLong(
                TimeSpan.FromMilliseconds(Invitation.LongestMs).Days));
            return null;
        }

        return new StoredInvitation("", "")
        {
            Uses = uses,
            UntilMs = context.TimeMs + lastsMs,
            By = context.Who,
            Account = context.Member.Account?.State.Id ?? 0,
        };
    }

    private static bool IsFor(string word) =>
        word.Equals("for", StringComparison.OrdinalIgnoreCase);

    private static string[] WordsOf(in ClientRequest request) =>
        AccountRules.TextOf(request.Text)
            .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static string Quote(string word) =>
        CommandContext.Quote(Encoding.UTF8.GetBytes(word));

    private static void RefuseUses(
        CommandContext context, in ClientRequest request, string word) =>
        RefuseArgument(
            context, request, InvitationSentences.BadUses(Quote(word), Invitation.MaxUses));

    private static void RefuseArgument(
        CommandContext context, in ClientRequest request, string fault) =>
        context.Refuse(request, RefusalCode.ArgumentInvalid, fault);

    private static void NoticeWhenKept(
        CommandContext context, in ClientRequest request, string sentence)
    {
        ulong id = request.Id;
        KeptAnswer.Send(
            context, id, () => context.Notice(new ClientRequest { Id = id }, sentence));
    }
}
