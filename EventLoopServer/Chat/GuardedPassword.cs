using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat;

/// <summary>
/// A password for one purpose with the count of wrong guesses for that purpose alone: guesses of
/// the server's password do not slow down operators, and the other way round.
/// </summary>
/// <param name="password">What is right.</param>
/// <param name="purpose">What it is for, in words that follow others in the log.</param>
internal sealed class GuardedPassword(Password password, string purpose)
{
    private readonly PasswordAttempts _passwordAttempts = new();

    /// <summary>
    /// Checks what was given, at once or, for an address with many wrong guesses, later. Until then
    /// nothing more of the connection is read.
    /// </summary>
    /// <param name="context">The member that asks, and the time.</param>
    /// <param name="request">Its text is the password that was given.</param>
    /// <param name="accept">What is done when it is right.</param>
    public void Try(
        CommandContext context, in ClientRequest request, Action<CommandContext, ulong> accept)
    {
        Member member = context.Member;
        byte[] digest = Password.DigestOf(request.Text);
        var attempt = new PasswordAttempt(context, request.Id, this, digest, accept);
        if (_passwordAttempts.AreUsedUp(member.Output.Prefix, context.NowMs))
        {
            member.Delayed = attempt;
            member.IsWaiting = true;
            member.Output.Delay(attempt);
            context.Tell(member, ModerationSentences.CheckedLater);
        }
        else
        {
            Check(context, attempt);
        }
    }

    /// <summary>Compares it now. The context is that of the member that gave it.</summary>
    public void Check(CommandContext context, PasswordAttempt attempt)
    {
        Member member = attempt.Member;
        member.Delayed = null;
        if (password.MatchesDigest(attempt.Digest))
        {
            attempt.Accept(context, attempt.RequestId);
            return;
        }

        _passwordAttempts.Count(member.Output.Prefix, context.NowMs);
        context.Access.Server.LogWrongPassword(CommandContext.Label(member), purpose);
        if (++member.WrongPasswords < PasswordAttempts.PerConnection)
        {
            context.Refuse(attempt.RequestId, Refusal.For(RefusalCode.PasswordWrong));
        }
        else
        {
            context.Refuse(attempt.RequestId, Refusal.For(RefusalCode.TooManyTries));
            member.Output.Expel(GoodbyeReason.WrongPassword, GoodbyeSentences.WrongPassword);
        }
    }
}
