using System.Text;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol;
using Protocol.Messages;

namespace EventLoopServer.Chat;

/// <summary>
/// Checks the passwords of accounts, and limits the attempts. Attempts are counted by connection
/// and by address, as for the server's own passwords. From addresses that the owner has never used,
/// they are also counted by account. An unknown name gets the same answer as a wrong password,
/// after the same work.
/// </summary>
internal sealed class AccountAccess(PasswordThread passwords)
{
    /// <summary>
    /// The queue of known addresses. Attempts from new addresses have another queue, so they do not
    /// delay the owner.
    /// </summary>
    private static readonly object s_knownPlaces = new();

    private static readonly object s_otherPlaces = new();

    private readonly PasswordAttempts _attempts = new();
    private readonly LoginDelays _delays = new();

    public RegistrationLimits Registrations { get; } = new();

    public InvitationAccess Invitations { get; } = new();

    /// <summary>
    /// Checks a password at once, or with a delay after many wrong ones. The connection is not read
    /// until the check has ended.
    /// </summary>
    /// <param name="context">The member that gives the password, and the time.</param>
    /// <param name="requestId">The request to be answered.</param>
    /// <param name="name">The name of the account.</param>
    /// <param name="password">The password.</param>
    /// <param name="accept">The action after a match.</param>
    public void Try(
        CommandContext context,
        ulong requestId,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> password,
        Action<AccountAttempt, Account> accept) =>
        Start(context, requestId, name, password, accept, isOwn: false);

    /// <summary>
    /// As <see cref="Try"/>, for the account of a member that is logged in. If the owner has logged
    /// in with a one-time code, this code counts as the password until the owner chooses one.
    /// </summary>
    public void TryOwn(
        CommandContext context,
        ulong requestId,
        Account account,
        ReadOnlySpan<byte> password,
        Action<AccountAttempt, Account> accept) =>
        Start(context, requestId, account.Utf8, password, accept, isOwn: true);

    private void Start(
        CommandContext context,
        ulong requestId,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> password,
        Action<AccountAttempt, Account> accept,
        bool isOwn)
    {
        Member member = context.Member;
        bool isKnown = context.Accounts.Find(name)?.Knows(member.Output.Prefix) == true;
        long delayMs = Math.Max(
            isKnown ? 0 : _delays.DelayMs(KeyOf(name), context.NowMs),
            _attempts.AreUsedUp(member.Output.Prefix, context.NowMs)
                ? PasswordAttempts.DelayMs
                : 0);
        var attempt = new AccountAttempt(context, requestId, this)
        {
            Name = name.ToArray(),
            Password = password.ToArray(),
            CodeHash = OneTimeCode.HashOf(password),
            Accept = accept,
            TakesUsedCode = isOwn,
            WaitMs = delayMs,
            Line = isKnown ? s_knownPlaces : s_otherPlaces,
        };
        if (delayMs > 0)
        {
            attempt.Delay(AccountSentences.CheckedLater);
        }
        else
        {
            Check(context, attempt);
        }
    }

    /// <summary>Hashes a new password.</summary>
    /// <param name="context">The member that waits for the hash.</param>
    /// <param name="requestId">The request to be answered.</param>
    /// <param name="password">The password.</param>
    /// <param name="secondStep">The second step; its argument is the hash.</param>
    public void Hash(
        CommandContext context,
        ulong requestId,
        ReadOnlySpan<byte> password,
        Action<string> secondStep)
    {
        var query = new PasswordQuery(password.ToArray(), null, isNew: true);
        Ask(context, requestId, query, () => secondStep(query.NewHash!));
    }

    /// <summary>
    /// Compares a password now. The context's member is the one that sent the password.
    /// </summary>
    public void Check(CommandContext context, AccountAttempt attempt)
    {
        attempt.Device.Delayed = null;
        string? secret = context.Accounts.Find(attempt.Name)?.State.Secret;
        var query = new PasswordQuery(attempt.Password, secret, isNew: false);
        Ask(context, attempt.RequestId, query, () => Decide(context, attempt, query));
    }

    private void Decide(CommandContext context, AccountAttempt attempt, PasswordQuery query)
    {
        Account? account = context.Accounts.Find(attempt.Name);
        string codeHash = account is { State.CodeHash.Length: > 0 } coded
            && (coded.State.CodeUntilMs > context.TimeMs
                || (attempt.TakesUsedCode && coded.State.Secret.Length == 0))
                ? coded.State.CodeHash
                : "";
        attempt.IsCode = OneTimeCode.IsHash(attempt.CodeHash, codeHash);

        // The account may have got another password during this check.
        bool isRight = query.IsMatch && account?.State.Secret == query.Stored;
        if (account is not null && (isRight || attempt.IsCode))
        {
            attempt.NewHash = query.NewHash;
            attempt.Accept(attempt, account);
            return;
        }

        _attempts.Count(context.Member.Output.Prefix, context.NowMs);
        _delays.Count(KeyOf(attempt.Name), context.NowMs);
        context.Access.Server.LogWrongPassword(
            CommandContext.Label(context.Member),
            account is null
                ? ActionSentences.ForNoAccount
                : ActionSentences.ForAccount(account.Name));
        WrongPassword.Refuse(context, attempt.RequestId, RefusalCode.LoginWrong);
    }

    private void Ask(
        CommandContext context, ulong requestId, PasswordQuery query, Action secondStep)
    {
        if (!context.TryAsk(query, PasswordThread.WaitMs, Answer, passwords.TryStart))
        {
            context.Refuse(requestId, Refusal.For(RefusalCode.AccountsBusy));
        }

        void Answer(bool isAnswered)
        {
            if (isAnswered)
            {
                secondStep();
            }
            else
            {
                context.Refuse(requestId, Refusal.For(query.Fault is null
                    ? RefusalCode.AccountsBusy
                    : RefusalCode.AccountsFail));
            }
        }
    }

    /// <summary>
    /// Returns the same key for all spellings of a name that belong to one account.
    /// </summary>
    private static string KeyOf(ReadOnlySpan<byte> name) =>
        Encoding.UTF8.GetString(name[..Math.Min(name.Length, WireLimits.NameBytes)])
            .ToUpperInvariant();
}
