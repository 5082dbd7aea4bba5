namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// A request that runs later. Nothing more of its member is read before it has run.
/// </summary>
/// <param name="member">The member that sent it.</param>
/// <param name="requestId">The request that is to be answered.</param>
internal abstract class DelayedRequest(Member member, ulong requestId)
{
    public Member Member { get; } = member;

    public ulong RequestId { get; } = requestId;

    /// <summary>
    /// The queue in which it waits: requests with the same one, from one address prefix, run one
    /// after the other.
    /// </summary>
    public abstract object Queue { get; }

    /// <summary>When its time to wait is over, on the monotonic clock.</summary>
    public long DueMs { get; set; }

    /// <summary>Runs it and answers.</summary>
    public abstract void Run(TurnTime now);
}
