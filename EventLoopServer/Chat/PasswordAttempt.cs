namespace EventLoopServer.Chat;

/// <summary>A password attempt before its check.</summary>
/// <param name="context">The member that made the attempt, and the request's services.</param>
/// <param name="requestId">The request to be answered.</param>
/// <param name="guarded">The password that the attempt is compared with.</param>
/// <param name="digest">A hash of the attempt. The attempt's text is not stored.</param>
/// <param name="accept">The action after a match. Its argument is the request's id.</param>
internal sealed class PasswordAttempt(
    CommandContext context,
    ulong requestId,
    GuardedPassword guarded,
    byte[] digest,
    Action<CommandContext, ulong> accept)
    : DelayedCheck(context, requestId)
{
    public byte[] Digest { get; } = digest;

    public Action<CommandContext, ulong> Accept { get; } = accept;

    public override object Queue => guarded;

    protected override void Check(CommandContext context) => guarded.Check(context, this);
}
