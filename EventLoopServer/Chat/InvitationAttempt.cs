using EventLoopServer.Chat.Accounts;

namespace EventLoopServer.Chat;

/// <summary>An attempt to use an invitation code, before the check.</summary>
/// <param name="context">The member that sent the code, and the request's services.</param>
/// <param name="requestId">The request to be answered.</param>
/// <param name="access">Checks the code.</param>
internal sealed class InvitationAttempt(
    CommandContext context, ulong requestId, InvitationAccess access)
    : DelayedCheck(context, requestId)
{
    /// <summary>The hash of the code. The code itself is not stored.</summary>
    public required string CodeHash { get; init; }

    /// <summary>The action after a match.</summary>
    public required Action<Invitation> Accept { get; init; }

    public override object Queue => access;

    protected override void Check(CommandContext context) => access.Check(context, this);
}
