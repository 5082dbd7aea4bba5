using EventLoopServer.Timing;

namespace EventLoopServer.Transport.Legacy;

/// <summary>
/// Rejected legacy clients, which take each receive for a message and notice only a reset. The
/// reset waits until the refusal has arrived.
/// </summary>
internal sealed class DelayedResets(TimerQueue timers, TurnClock clock) : ITimerOwner<ITransport>
{
    /// <summary>
    /// Clients that may wait at the same time. They have no slots, and few descriptors are left
    /// beyond those of the clients.
    /// </summary>
    private const int MaxWaiting = 64;

    private readonly Dictionary<ITransport, LoopTimer> _waiting = [];

    /// <summary>
    /// Disposes of the transport of a rejected client, with a delay if there is room.
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
