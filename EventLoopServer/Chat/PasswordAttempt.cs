using EventLoopServer.Chat.Rooms;

namespace EventLoopServer.Chat;

/// <summary>A password that a member has given and that is still to be checked.</summary>
/// <param name="context">The member that gave it, and the request's services.</param>
/// <param name="requestId">The request that is to be answered.</param>
/// <param name="guarded">The password that it is compared with.</param>
/// <param name="digest">A hash of what was given; the text itself is not kept.</param>
/// <param name="accept">What is done when it is right; its argument is the request's id.</param>
internal sealed class PasswordAttempt(
    CommandContext context,
    ulong requestId,
    GuardedPassword guarded,
    byte[] digest,
    Action<CommandContext, ulong> accept)
    : DelayedRequest(context.Member, requestId)
{
    public byte[] Digest { get; } = digest;

    public Action<CommandContext, ulong> Accept { get; } = accept;

    public override object Queue => guarded;

    public override void Run(TurnTime now)
    {
        context.Member = Member;
        context.Now = now;
        guarded.Check(context, this);
    }
}
