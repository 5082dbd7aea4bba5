using EventLoopServer.Chat.Rooms;
using EventLoopServer.Observability;
using EventLoopServer.Sessions.Rates;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions;

/// <summary>
/// The rate limit of one client. It allows a burst of requests, then a number of requests a second,
/// and a number of bytes a second to others. Requests above the rate are not refused but read
/// later, so a pasted text is not lost. This object is also the timer that resumes reading. A
/// client that has more pending input than it may send, without a break and for too long, is
/// closed.
/// </summary>
/// <remarks>
/// There are two token buckets. A request runs when one whole token is there, even when the request
/// costs more and leaves a debt. So a request with a cost above the burst is not blocked forever.
/// Bytes are counted after they were encoded, so the last message of a burst may leave a debt too.
/// </remarks>
internal sealed class RequestRateLimiter(Session session, SessionServices services) : LoopTimer
{
    private const long Never = long.MaxValue;

    /// <summary>
    /// The most bytes that a client that sends little may owe at its rate, with the next request.
    /// It is about twenty ordinary lines, or half of the longest message.
    /// </summary>
    private const int LightBytes = 2048;

    /// <summary>
    /// Pauses that the server causes do not count as sending too fast. All these pauses together
    /// extend the flood deadline by at most this many times its length.
    /// </summary>
    private const int MaxPauses = 9;

    private long _overSinceMs = Never;
    private long _pausedSinceMs = Never;
    private long _pausedMs;
    private bool _moreWaits;

    /// <summary>The debts of the member, which all its devices share.</summary>
    private RequestDebts Debts => session.Member.Debts;

    /// <summary>The limits, which a reload replaces.</summary>
    private SessionLimits Limits => services.Limits;

    /// <summary>The size of the bucket without the one token that a request needs, in µs.</summary>
    private long SlackUs => (Limits.CommandBurst - 1) * Limits.CostUs;

    /// <summary>The time when the next request may run.</summary>
    private long ReadyUs => Math.Max(
        Debts.RequestsUs.ReadyAt(SlackUs),
        Debts.BytesNs.ReadyAt(Limits.ByteBurst * Limits.ByteNs) / 1000);

    /// <summary>
    /// Input has arrived. A full input buffer means that more input probably waits in the kernel.
    /// </summary>
    /// <param name="bytes">Bytes that are not used yet.</param>
    /// <param name="maxBytes">The number of bytes that the buffer can hold.</param>
    public void NoteInput(int bytes, int maxBytes) => _moreWaits |= bytes >= maxBytes;

    /// <summary>
    /// True when the next request has to wait, or when the connection is closed because of a flood.
    /// </summary>
    public bool MustWait()
    {
        if ((Limits.CostUs | Limits.ByteNs) == 0)
        {
            return false;
        }

        long nowMs = services.Clock.NowMs;
        long readyUs = ReadyUs;
        if (readyUs <= nowMs * 1000)
        {
            return false;
        }

        _overSinceMs = Math.Min(_overSinceMs, nowMs);
        long dueMs = (readyUs + 999) / 1000;
        if (Limits.FloodMs > 0)
        {
            long endMs = _overSinceMs + Limits.FloodMs;
            if (nowMs >= endMs)
            {
                services.CloseQueue.RequestClose(session.Connection, CloseReason.Flood);
                return true;
            }

            dueMs = Math.Min(dueMs, endMs);
        }

        services.Timers.Set(this, dueMs);
        return true;
    }

    /// <summary>Charges a request that was run or refused.</summary>
    /// <param name="cost">The cost, in ordinary messages.</param>
    /// <param name="bytes">Bytes sent to others, as one recipient receives them.</param>
    public void Pay(int cost, long bytes)
    {
        if (Limits.CostUs > 0)
        {
            Debts.RequestsUs.Take(services.Clock.NowMs * 1000, cost * Limits.CostUs);
        }

        if (Limits.ByteNs > 0)
        {
            Debts.BytesNs.Take(services.Clock.NowMs * 1_000_000, bytes * Limits.ByteNs);
        }
    }

    /// <summary>True when the client sends little, with this request included.</summary>
    public bool IsLight(int bytes) => bytes <= LightBytes
        && Debts.BytesNs.ReadyAt((LightBytes - bytes) * Limits.ByteNs)
            <= services.Clock.NowMs * 1_000_000;

    /// <summary>The client's next request begins to wait for a budget.</summary>
    public void Pause() => _pausedSinceMs = Math.Min(_pausedSinceMs, services.Clock.NowMs);

    /// <summary>The client's next request waits no longer.</summary>
    /// <param name="isForStore">
    /// True when the request has waited for the store. A slow disk is not the client's fault, so
    /// that pause extends the flood deadline without a limit.
    /// </param>
    public void Continue(bool isForStore)
    {
        if (_pausedSinceMs != Never && _overSinceMs != Never)
        {
            long pauseMs = services.Clock.NowMs - _pausedSinceMs;
            if (!isForStore)
            {
                long leftMs = (MaxPauses * Limits.FloodMs) - _pausedMs;
                pauseMs = Math.Clamp(pauseMs, 0, leftMs);
                _pausedMs += pauseMs;
            }

            _overSinceMs += pauseMs;
        }

        _pausedSinceMs = Never;
    }

    /// <summary>
    /// All complete requests have run. If the input buffer was full before, more input probably
    /// follows, and this does not count as a break.
    /// </summary>
    public void Rest()
    {
        if (!_moreWaits)
        {
            _overSinceMs = Never;
            _pausedMs = 0;
        }

        _moreWaits = false;
    }

    public void Close() => services.Timers.Cancel(this);

    public override void Fire() => services.Receiver.Resume(session.Connection);

    public override void Failed(Exception fault)
    {
        session.Failed(fault);
        services.CloseQueue.RequestClose(session.Connection, CloseReason.Bug);
    }
}
