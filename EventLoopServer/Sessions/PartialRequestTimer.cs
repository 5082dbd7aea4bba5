using EventLoopServer.Observability;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions;

/// <summary>
/// Closes a client that begins a line or a frame and does not end it in time, because a partial
/// request holds a buffer. Further bytes do not extend the deadline. Only the end of the request
/// cancels it.
/// </summary>
internal sealed class PartialRequestTimer(Session session, SessionServices services) : LoopTimer
{
    private const long Never = long.MaxValue;

    private long _sinceMs = Never;

    private long LimitMs => session.Dialect is { IsForPrograms: true }
        ? services.Limits.ProgramMs
        : services.Limits.PersonMs;

    /// <summary>A partial request is pending.</summary>
    public void Begin()
    {
        if (LimitMs == 0)
        {
            return;
        }

        // The timer stays in the queue after it was set, so a partial request does not have to move
        // it.
        _sinceMs = Math.Min(_sinceMs, services.Clock.NowMs);
        if (!IsSet || DueMs > _sinceMs + LimitMs)
        {
            services.Timers.Set(this, _sinceMs + LimitMs);
        }
    }

    /// <summary>The request is complete.</summary>
    public void End() => _sinceMs = Never;

    public void Close() => services.Timers.Cancel(this);

    public override void Fire()
    {
        if (_sinceMs == Never || LimitMs == 0)
        {
            return;
        }

        if (services.Clock.NowMs - _sinceMs >= LimitMs)
        {
            services.CloseQueue.RequestClose(session.Connection, CloseReason.Unfinished);
        }
        else
        {
            services.Timers.Set(this, _sinceMs + LimitMs);
        }
    }

    public override void Failed(Exception fault)
    {
        session.Failed(fault);
        services.CloseQueue.RequestClose(session.Connection, CloseReason.Bug);
    }
}
