namespace EventLoopServer.Chat.Rooms;

/// <summary>A request that runs later. Its member is not read until it has run.</summary>
/// <param name="member">The member that sent it.</param>
/// <param name="requestId">The request to be answered.</param>
internal abstract class DelayedRequest(Member member, ulong requestId)
{
    public Member Member { get; } = member;

    /// <summary>The device of the member that sent it.</summary>
    public Device Device { get; } = member.Device;

    public ulong RequestId { get; } = requestId;

    /// <summary>
    /// Identifies the queue in which it waits. Requests with the same queue and the same network
    /// prefix run one after another.
    /// </summary>
    public abstract object Queue { get; }

    /// <summary>How long it waits at least, in ms; null: the usual time.</summary>
    public virtual long? DelayMs => null;

    /// <summary>The end of its wait, on the monotonic clock.</summary>
    public long DueMs { get; set; }

    /// <summary>Runs the request and answers it.</summary>
    public abstract void Run(TurnTime now);
}
