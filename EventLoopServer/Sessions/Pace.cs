using EventLoopServer.Observability;
using EventLoopServer.Readiness;

namespace EventLoopServer.Sessions;

/// <summary>
/// How fast one client's requests are run: a burst at once, then so many a second. What comes
/// faster is not refused but read later, so a paste gets through; it is itself the timer that goes
/// on with the reading. Who has more waiting than may be run, for too long and without a break, is
/// closed.
/// </summary>
/// <remarks>
/// A token bucket, kept as one moment: when all that was run so far is paid for. A request runs
/// when a whole token is there, whatever it costs in the end: a list may leave a debt, and no
/// request can cost more than there may ever be.
/// </remarks>
internal sealed class Pace(Session session, SessionTools tools) : Timed
{
    private const long Never = long.MaxValue;

    private readonly SessionLimits _limits = tools.Limits;

    /// <summary>What one token costs; 0: no limit.</summary>
    private readonly long _costUs = tools.Limits.CommandsPerSecond > 0
        ? 1_000_000 / tools.Limits.CommandsPerSecond
        : 0;

    private long _paidUs;
    private long _overSinceMs = Never;
    private bool _moreWaits;

    /// <summary>What the bucket holds beyond the one token that a request needs.</summary>
    private long SlackUs => (_limits.CommandBurst - 1) * _costUs;

    /// <summary>Bytes are there to be looked at.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="mostBytes">As many as there is room for: then more is likely to wait.</param>
    public void Look(int bytes, int mostBytes) => _moreWaits |= bytes >= mostBytes;

    /// <summary>True when the next request is not to be run yet, or never.</summary>
    public bool MustWait()
    {
        if (_costUs == 0)
        {
            return false;
        }

        long nowMs = tools.Clock.NowMs;
        long readyUs = _paidUs - SlackUs;
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
                tools.Reaper.Doom(session.Connection, CloseReason.Flood);
                return true;
            }

            dueMs = Math.Min(dueMs, endMs);
        }

        tools.Timers.Set(this, dueMs);
        return true;
    }

    /// <summary>A request was run, or refused.</summary>
    /// <param name="cost">What it cost, in ordinary messages.</param>
    public void Pay(int cost)
    {
        if (_costUs > 0)
        {
            _paidUs = Math.Max(_paidUs, tools.Clock.NowMs * 1000) + (cost * _costUs);
        }
    }

    /// <summary>
    /// Nothing whole is left to be run. Who has filled all the room before may well have more on
    /// its way: that is no break.
    /// </summary>
    public void Rest()
    {
        _overSinceMs = _moreWaits ? _overSinceMs : Never;
        _moreWaits = false;
    }

    public void Close() => tools.Timers.Cancel(this);

    public override void Fire() => tools.Receiver.Resume(session.Connection);

    public override void Failed(Exception fault)
    {
        session.Failed(fault);
        tools.Reaper.Doom(session.Connection, CloseReason.Bug);
    }
}
