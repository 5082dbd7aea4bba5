using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat;

/// <summary>
/// A password for one purpose, with its own count of wrong guesses. Wrong guesses at the server's
/// password do not delay operators, and vice versa.
/// </summary>
/// <param name="password">The right password.</param>
/// <param name="purpose">The purpose, as text that follows other text in the log.</param>
internal sealed class GuardedPassword(Password password, string purpose)
{
    private readonly PasswordAttempts _passwordAttempts = new();

    /// <summary>True when this is the password.</summary>
    public bool IsOf(Password? other) => password.Equals(other);

    /// <summary>
    /// Checks an attempt at once, or later for an address with many wrong guesses. The connection
    /// is not read until the check.
    /// </summary>
    /// <param name="context">The member that makes the attempt, and the time.</param>
    /// <param name="request">The request; its text is the attempt.</param>
    /// <param name="accept">The action after a match.</param>
    public void Try(
        CommandContext context, in ClientRequest request, Action<CommandContext, ulong> accept)
    {
        Member member = context.Member;
        byte[] digest = Password.DigestOf(request.Text);
        var attempt = new PasswordAttempt(context, request.Id, this, digest, accept);
        if (_passwordAttempts.AreUsedUp(member.Output.Prefix, context.NowMs))
        {
            attempt.Delay(ModerationSentences.CheckedLater);
        }
        else
        {
            Check(context, attempt);
        }
    }

    /// <summary>
    /// Compares an attempt now. The context's member is the one that made the attempt.
    /// </summary>
    public void Check(CommandContext context, PasswordAttempt attempt)
    {
        Member member = attempt.Member;
        attempt.Device.Delayed = null;
        if (password.MatchesDigest(attempt.Digest))
        {
            attempt.Accept(context, attempt.RequestId);
            return;
        }

        _passwordAttempts.Count(member.Output.Prefix, context.NowMs);
        context.Access.Server.LogWrongPassword(CommandContext.Label(member), purpose);
        WrongPassword.Refuse(context, attempt.RequestId, RefusalCode.PasswordWrong);
    }
}
