using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat;

/// <summary>
/// Checks invitation codes, and limits the guesses in the same way as those of the server's
/// passwords: 3 of a connection, and after 10 of an address a delay.
/// </summary>
internal sealed class InvitationAccess
{
    private readonly PasswordAttempts _attempts = new();

    /// <summary>
    /// Checks a code at once, or later for an address with many wrong codes. The connection is not
    /// read until the check.
    /// </summary>
    /// <param name="context">The member that gives the code, and the time.</param>
    /// <param name="requestId">The request to be answered.</param>
    /// <param name="code">The code.</param>
    /// <param name="accept">The action after a match.</param>
    public void Try(
        CommandContext context,
        ulong requestId,
        ReadOnlySpan<byte> code,
        Action<Invitation> accept)
    {
        Member member = context.Member;
        var attempt = new InvitationAttempt(context, requestId, this)
        {
            CodeHash = Invitation.HashOf(code),
            Accept = accept,
        };
        if (_attempts.AreUsedUp(member.Output.Prefix, context.NowMs))
        {
            attempt.Delay(InvitationSentences.CheckedLater);
        }
        else
        {
            Check(context, attempt);
        }
    }

    /// <summary>Compares a code now. The context's member is the one that sent it.</summary>
    public void Check(CommandContext context, InvitationAttempt attempt)
    {
        attempt.Device.Delayed = null;
        if (context.Accounts.Invitations.FindCode(attempt.CodeHash) is { } invitation)
        {
            attempt.Accept(invitation);
            return;
        }

        _attempts.Count(context.Member.Output.Prefix, context.NowMs);
        context.Access.Server.LogWrongPassword(
            CommandContext.Label(context.Member), ActionSentences.ForInvitation);
        WrongPassword.Refuse(context, attempt.RequestId, RefusalCode.InvitationInvalid);
    }
}
