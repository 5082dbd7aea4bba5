using EventLoopServer.Observability;
using EventLoopServer.Sessions.Rates;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions;

/// <summary>
/// How fast one client's requests are run: a burst at once, then so many a second, and so many
/// bytes for others. What comes faster is not refused but read later, so a paste gets through; it
/// is itself the timer that goes on with the reading. Who has more waiting than may be run, for too
/// long and without a break, is closed.
/// </summary>
/// <remarks>
/// Two token buckets. A request runs when a whole token is there, whatever it costs in the end: a
/// list may leave a debt, and no request can cost more than there may ever be. Bytes are counted
/// after they were encoded, so the last message of a burst may leave a debt too.
/// </remarks>
internal sealed class RequestRateLimiter(Session session, SessionServices services) : LoopTimer
{
    private const long Never = long.MaxValue;

    /// <summary>
    /// A client that has sent no more than this lately, paid for at its rate, sends little: some
    /// twenty usual lines, half of the longest message.
    /// </summary>
    private const int LightBytes = 2048;

    /// <summary>
    /// Time that the server itself makes a client wait is no time of sending too fast; but no more
    /// than so many times the time after which a flood is closed.
    /// </summary>
    private const int MostPauses = 9;

    private readonly SessionLimits _limits = services.Limits;

    /// <summary>What one token costs; 0: no limit.</summary>
    private readonly long _costUs = services.Limits.CommandsPerSecond > 0
        ? 1_000_000 / services.Limits.CommandsPerSecond
        : 0;

    /// <summary>What one byte for others costs; 0: no limit.</summary>
    private readonly long _byteNs = ByteLimits.NsPerByte(services.Limits.BytesPerSecond);

    private TokenBucket _requestsUs;
    private TokenBucket _bytesNs;
    private long _overSinceMs = Never;
    private long _pausedSinceMs = Never;
    private long _pausedMs;
    private bool _moreWaits;

    /// <summary>What the bucket holds beyond the one token that a request needs.</summary>
    private long SlackUs => (_limits.CommandBurst - 1) * _costUs;

    /// <summary>When the next request may run.</summary>
    private long ReadyUs => Math.Max(
        _requestsUs.ReadyAt(SlackUs), _bytesNs.ReadyAt(_limits.ByteBurst * _byteNs) / 1000);

    /// <summary>Bytes are there to be looked at.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="mostBytes">As many as there is room for: then more is likely to wait.</param>
    public void Look(int bytes, int mostBytes) => _moreWaits |= bytes >= mostBytes;

    /// <summary>True when the next request is not to be run yet, or never.</summary>
    public bool MustWait()
    {
        if ((_costUs | _byteNs) == 0)
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
        if (_limits.FloodMs > 0)
        {
            long endMs = _overSinceMs + _limits.FloodMs;
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

    /// <summary>A request was run, or refused.</summary>
    /// <param name="cost">What it cost, in ordinary messages.</param>
    /// <param name="bytes">Bytes that others were sent for it, each of them.</param>
    public void Pay(int cost, long bytes)
    {
        if (_costUs > 0)
        {
            _requestsUs.Take(services.Clock.NowMs * 1000, cost * _costUs);
        }

        if (_byteNs > 0)
        {
            _bytesNs.Take(services.Clock.NowMs * 1_000_000, bytes * _byteNs);
        }
    }

    /// <summary>True when the client sends little, this request included.</summary>
    public bool IsLight(int bytes) => bytes <= LightBytes
        && _bytesNs.ReadyAt((LightBytes - bytes) * _byteNs) <= services.Clock.NowMs * 1_000_000;

    /// <summary>The client's next request waits for others.</summary>
    public void Pause() => _pausedSinceMs = Math.Min(_pausedSinceMs, services.Clock.NowMs);

    /// <summary>It waits no longer.</summary>
    public void GoOn()
    {
        if (_pausedSinceMs != Never && _overSinceMs != Never)
        {
            long leftMs = (MostPauses * _limits.FloodMs) - _pausedMs;
            long pauseMs = Math.Clamp(services.Clock.NowMs - _pausedSinceMs, 0, leftMs);
            _pausedMs += pauseMs;
            _overSinceMs += pauseMs;
        }

        _pausedSinceMs = Never;
    }

    /// <summary>
    /// Nothing whole is left to be run. Who has filled all the room before may well have more on
    /// its way: that is no break.
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
