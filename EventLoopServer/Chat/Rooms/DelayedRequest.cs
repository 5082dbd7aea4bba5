namespace EventLoopServer.Chat.Rooms;

/// <summary>A request that runs later. Its member is not read until the request has run.</summary>
/// <param name="member">The member that sent the request.</param>
/// <param name="requestId">The request to be answered.</param>
internal abstract class DelayedRequest(Member member, ulong requestId)
{
    public Member Member { get; } = member;

    /// <summary>The device of the member that sent the request.</summary>
    public Device Device { get; } = member.Device;

    public ulong RequestId { get; } = requestId;

    /// <summary>
    /// Identifies the queue of the request. Requests with the same queue and the same network
    /// prefix run one after another.
    /// </summary>
    public abstract object Queue { get; }

    /// <summary>The least delay, in ms; null for the default.</summary>
    public virtual long? DelayMs => null;

    /// <summary>The end of the delay, in ms on the monotonic clock.</summary>
    public long DueMs { get; set; }

    /// <summary>Runs the request and answers it.</summary>
    public abstract void Run(TurnTime now);
}
