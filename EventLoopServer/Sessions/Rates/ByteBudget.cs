using EventLoopServer.Timing;

namespace EventLoopServer.Sessions.Rates;

/// <summary>
/// A limit on the bytes per second that are sent to a room, to an address, or to one member as
/// private messages. It has the queue of requests that wait for it. This object is also the timer
/// that releases the next request.
/// </summary>
/// <remarks>
/// This is a token bucket. Bytes are charged after they were sent, so an event may leave a debt.
/// Events that must be sent, such as departures, never wait. Waiting requests are released in the
/// order of self-clocked fair queuing (Golestani, 1994): a request is due after other clients have
/// sent as many bytes as it has. So all clients get the same share of bytes, and a short line does
/// not wait behind long ones. The first half of the burst is for all clients. The second half is
/// only for clients that send little. They do not wait while the budget has enough for them.
/// </remarks>
internal sealed class ByteBudget(
    TimerQueue timers, TurnClock clock, ByteCost cost, long burstMs)
    : LoopTimer
{
    /// <summary>
    /// The most debt beyond the burst, in ns. So many departures at once can stop messages to a
    /// room for at most this time. It is half of the 10 s that clients wait for an answer.
    /// </summary>
    private const long MaxDebtNs = 5_000_000_000;

    private readonly long _burstNs = burstMs * 1_000_000;
    private PriorityQueue<Turn, (long Tag, long Order)>? _waiting;
    private bool _isLegacy;
    private TokenBucket _bytesNs;
    private long _tag;
    private long _order;
    private int _light;

    /// <summary>Number of waiting requests, including those of closed connections.</summary>
    public int Waiting => _waiting?.Count ?? 0;

    /// <summary>Bytes that may be sent before a request has to wait; 0 or more.</summary>
    public int FreeBytes => NsPerByte == 0
        ? int.MaxValue
        : (int)Math.Clamp(
            _bytesNs.Left(NowNs, _burstNs) / NsPerByte, 0, int.MaxValue);

    /// <summary>
    /// The cost of a byte in ns. It depends on the recipients of the latest event.
    /// </summary>
    private long NsPerByte => _isLegacy ? cost.LegacyNsPerByte : cost.NsPerByte;

    private long NowNs => clock.NowMs * 1_000_000;

    /// <summary>The debt in ns up to which the next waiting request may pass.</summary>
    private long LimitNs => _light > 0 ? _burstNs : _burstNs / 2;

    /// <summary>True when a request may run now.</summary>
    /// <param name="isLight">True when its client sends little.</param>
    public bool MayPass(bool isLight)
    {
        if (Waiting > 0 && (!isLight || _light > 0))
        {
            return false;
        }

        return _bytesNs.ReadyAt(isLight ? _burstNs : _burstNs / 2) <= NowNs;
    }

    /// <summary>Adds a request to the queue.</summary>
    public void Enqueue(BudgetWaiter waiter, int bytes, bool isLight)
    {
        _waiting ??= new PriorityQueue<Turn, (long Tag, long Order)>();
        _waiting.Enqueue(new Turn(waiter, bytes, isLight), (_tag + bytes, _order++));
        _light += isLight ? 1 : 0;
        SetTimer();
    }

    /// <summary>Charges bytes that each recipient was sent.</summary>
    /// <param name="bytes">Bytes in the longest encoding.</param>
    /// <param name="isLegacy">True when a legacy client is among the recipients.</param>
    public void Pay(long bytes, bool isLegacy = false)
    {
        _isLegacy = isLegacy;
        _bytesNs.Take(NowNs, bytes * NsPerByte, _burstNs + MaxDebtNs);
    }

    /// <summary>
    /// Gives the reservation of a request back. The request is then charged for the bytes that it
    /// sent.
    /// </summary>
    public void Refund(long ns) => _bytesNs.Return(ns);

    /// <summary>True when the budget has no debt and no waiting request, as a new one.</summary>
    public bool IsFull => _bytesNs.IsFull(NowNs) && Waiting == 0;

    /// <summary>
    /// Runs all waiting requests, because their recipients have left. Each request reports that
    /// itself.
    /// </summary>
    public void Close()
    {
        timers.Cancel(this);
        while (_waiting is not null && _waiting.TryDequeue(out Turn turn, out _))
        {
            turn.Waiter.Client?.Release(this, 0);
        }

        _light = 0;
    }

    public override void Fire()
    {
        while (_waiting!.TryPeek(out Turn turn, out (long Tag, long Order) place))
        {
            if (turn.IsLive && _bytesNs.ReadyAt(LimitNs) > NowNs)
            {
                SetTimer();
                return;
            }

            _waiting.Dequeue();
            _light -= turn.IsLight ? 1 : 0;
            if (turn.IsLive)
            {
                _tag = place.Tag;
                long ns = turn.Bytes * NsPerByte;
                _bytesNs.Take(NowNs, ns);
                turn.Waiter.Client!.Release(this, ns);
            }
        }
    }

    /// <summary>Tries again a second later, so that no request waits forever.</summary>
    public override void Failed(Exception fault) => timers.Set(this, clock.NowMs + 1000);

    private void SetTimer() => timers.Set(this, (_bytesNs.ReadyAt(LimitNs) + 999_999) / 1_000_000);

    /// <summary>A waiting request.</summary>
    private readonly record struct Turn(BudgetWaiter Waiter, int Bytes, bool IsLight)
    {
        /// <summary>False when its connection has closed.</summary>
        public bool IsLive => Waiter.Client is not null;
    }
}
