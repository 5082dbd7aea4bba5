using EventLoopServer.Observability;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions;

/// <summary>
/// Closes a client that begins a line or a frame and does not end it in time: until then it holds a
/// buffer. A byte now and then does not help it; only the end does.
/// </summary>
internal sealed class PartialRequestTimer(Session session, SessionServices services) : LoopTimer
{
    private const long Never = long.MaxValue;

    private long _sinceMs = Never;

    private long LimitMs => session.Dialect is { IsForPrograms: true }
        ? services.Limits.ProgramMs
        : services.Limits.PersonMs;

    /// <summary>Something is there that is not whole.</summary>
    public void Begin()
    {
        if (LimitMs == 0)
        {
            return;
        }

        // Once begun it stays in the queue: traffic that is cut anywhere would move it each time.
        _sinceMs = Math.Min(_sinceMs, services.Clock.NowMs);
        if (!IsSet || DueMs > _sinceMs + LimitMs)
        {
            services.Timers.Set(this, _sinceMs + LimitMs);
        }
    }

    /// <summary>It is whole.</summary>
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
