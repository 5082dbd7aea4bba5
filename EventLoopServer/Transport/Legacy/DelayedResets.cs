using EventLoopServer.Timing;

namespace EventLoopServer.Transport.Legacy;

/// <summary>
/// Ends the connections of rejected legacy clients with a reset. These clients treat each receive
/// as one message and notice only a reset. The reset is delayed until the refusal has arrived.
/// </summary>
internal sealed class DelayedResets(TimerQueue timers, TurnClock clock) : ITimerOwner<ITransport>
{
    /// <summary>
    /// The most clients that wait for their reset at the same time. They have no slots, and only a
    /// few spare descriptors are for them.
    /// </summary>
    private const int MaxWaiting = 64;

    private readonly Dictionary<ITransport, LoopTimer> _waiting = [];

    /// <summary>
    /// Disposes of the transport of a rejected client. If there is room for the client, this is
    /// delayed.
    /// </summary>
    public void Add(ITransport transport)
    {
        transport.ResetAtEnd();
        if (_waiting.Count < MaxWaiting)
        {
            var reset = new OwnedTimer<ITransport>(transport, this);
            _waiting.Add(transport, reset);
            timers.Set(reset, clock.NowMs + LegacyFilter.GoodbyeMs);
        }
        else
        {
            transport.Dispose();
        }
    }

    /// <summary>Disposes of all waiting transports at once.</summary>
    public void Close()
    {
        foreach ((ITransport transport, LoopTimer reset) in _waiting)
        {
            timers.Cancel(reset);
            transport.Dispose();
        }

        _waiting.Clear();
    }

    void ITimerOwner<ITransport>.Due(ITransport transport)
    {
        _waiting.Remove(transport);
        transport.Dispose();
    }

    void ITimerOwner<ITransport>.Failed(ITransport transport, Exception fault) =>
        transport.Dispose();
}
