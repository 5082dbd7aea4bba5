using EventLoopServer.Timing;

namespace EventLoopServer.Sessions.Rates;

/// <summary>
/// The bytes in a second that a room, a member's private messages, or an address may be sent, and
/// the clients whose requests wait for them. It is itself the timer that lets the next one pass.
/// </summary>
/// <remarks>
/// A token bucket. What is sent is paid afterwards, so an event may leave a debt, and nothing that
/// has to be sent (a member that leaves) ever waits. The clients that wait pass in the order of
/// self-clocked fair queuing (Golestani, 1994): each request is due after as many bytes of others
/// as it has itself. So all get the same share of bytes, and a short line is not kept behind long
/// ones. The first half of the burst is for everybody; the second half is for clients that send
/// little, who so do not wait at all while they need less than there is.
/// </remarks>
internal sealed class ByteBudget(
    TimerQueue timers, TurnClock clock, long nsPerByte, long legacyNsPerByte, long burstMs)
    : LoopTimer
{
    /// <summary>
    /// What is sent without having waited owes no more than this, so that a storm of departures
    /// does not keep everybody silent for longer: half of the 10 s that clients wait for an answer.
    /// </summary>
    private const long MaxDebtNs = 5_000_000_000;

    private readonly long _burstNs = burstMs * 1_000_000;
    private readonly long _usualNs = nsPerByte;
    private PriorityQueue<Turn, (long Tag, long Order)>? _waiting;
    private bool _isLegacy;
    private TokenBucket _bytesNs;
    private long _tag;
    private long _order;
    private int _light;

    /// <summary>Requests that wait, those of closed connections included.</summary>
    public int Waiting => _waiting?.Count ?? 0;

    /// <summary>Bytes that may be sent before something has to wait; 0 or more.</summary>
    public int FreeBytes => NsPerByte == 0
        ? int.MaxValue
        : (int)Math.Clamp(
            _bytesNs.Left(NowNs, _burstNs) / NsPerByte, 0, int.MaxValue);

    /// <summary>What a byte costs, going by the readers of the last event.</summary>
    private long NsPerByte => _isLegacy ? legacyNsPerByte : _usualNs;

    private long NowNs => clock.NowMs * 1_000_000;

    /// <summary>How far ahead of the payments the next that waits may be.</summary>
    private long LimitNs => _light > 0 ? _burstNs : _burstNs / 2;

    /// <summary>True when a request may run now.</summary>
    /// <param name="isLight">Its client sends little.</param>
    public bool MayPass(bool isLight)
    {
        if (Waiting > 0 && (!isLight || _light > 0))
        {
            return false;
        }

        return _bytesNs.ReadyAt(isLight ? _burstNs : _burstNs / 2) <= NowNs;
    }

    /// <summary>Has a request wait for its turn.</summary>
    public void Enqueue(BudgetWaiter waiter, int bytes, bool isLight)
    {
        _waiting ??= new PriorityQueue<Turn, (long Tag, long Order)>();
        _waiting.Enqueue(new Turn(waiter, bytes, isLight), (_tag + bytes, _order++));
        _light += isLight ? 1 : 0;
        SetTimer();
    }

    /// <summary>So many bytes were sent to each reader.</summary>
    /// <param name="bytes">Bytes in the longest encoding.</param>
    /// <param name="isLegacy">A client of an older program is among the readers.</param>
    public void Pay(long bytes, bool isLegacy = false)
    {
        _isLegacy = isLegacy;
        _bytesNs.Take(NowNs, bytes * NsPerByte, _burstNs + MaxDebtNs);
    }

    /// <summary>What was reserved for a request is free again: it pays what it really sends.
    /// </summary>
    public void Refund(long ns) => _bytesNs.Return(ns);

    /// <summary>True when all is paid: it is as good as new.</summary>
    public bool IsFull => _bytesNs.IsFull(NowNs) && Waiting == 0;

    /// <summary>The readers are gone: every request that waits runs, and finds out.</summary>
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

    /// <summary>Nobody may wait for ever: the next try is a second later.</summary>
    public override void Failed(Exception fault) => timers.Set(this, clock.NowMs + 1000);

    private void SetTimer() => timers.Set(this, (_bytesNs.ReadyAt(LimitNs) + 999_999) / 1_000_000);

    /// <summary>A request that waits.</summary>
    private readonly record struct Turn(BudgetWaiter Waiter, int Bytes, bool IsLight)
    {
        /// <summary>False when its connection has closed.</summary>
        public bool IsLive => Waiter.Client is not null;
    }
}
