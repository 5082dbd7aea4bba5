namespace EventLoopServer.Chat;

/// <summary>A password that a member has given and that is still to be checked.</summary>
/// <param name="member">The member that gave it.</param>
/// <param name="requestId">The request that is to be answered.</param>
/// <param name="guarded">The password that it is compared with.</param>
/// <param name="digest">A hash of what was given; the text itself is not kept.</param>
/// <param name="accept">What is done when it is right; its argument is the request's id.</param>
internal sealed class PasswordAttempt(
    Member member,
    ulong requestId,
    GuardedPassword guarded,
    byte[] digest,
    Action<CommandContext, ulong> accept)
{
    public Member Member { get; } = member;

    public ulong RequestId { get; } = requestId;

    public GuardedPassword Guarded { get; } = guarded;

    public byte[] Digest { get; } = digest;

    public Action<CommandContext, ulong> Accept { get; } = accept;

    /// <summary>When its time to wait is over, on the clock that only grows.</summary>
    public long DueMs { get; set; }
}
