using EventLoopServer.Observability;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions;

/// <summary>
/// Asks a client that has said nothing for long whether it is there, and closes it when it is not.
/// It looks only when it is due, about once in a minute: what is heard in between costs it nothing.
/// </summary>
internal sealed class KeepAliveTimer(Session session, SessionServices services) : LoopTimer
{
    private const long Never = long.MinValue;

    /// <summary>When it was heard last before it was asked.</summary>
    private long _askedSinceMs = Never;

    /// <summary>It was asked, and has said nothing since.</summary>
    private bool IsAsked => _askedSinceMs == session.HeardMs;

    private long PingMs => services.Limits.PingMs;

    private long SilentMs => services.Limits.SilentMs;

    /// <summary>Begins to listen.</summary>
    public void Start()
    {
        if (PingMs > 0 || SilentMs > 0)
        {
            Wait();
        }
    }

    public void Close() => services.Timers.Cancel(this);

    public override void Fire()
    {
        long silentMs = services.Clock.NowMs - session.HeardMs;
        if (session.IsHeldBack)
        {
            // The server does not read what it sends.
            services.Timers.Set(this, services.Clock.NowMs + SessionLogin.HeldBackMs);
            return;
        }

        if (SilentMs > 0 && silentMs >= SilentMs)
        {
            services.CloseQueue.RequestClose(session.Connection, CloseReason.Silent);
            return;
        }

        if (PingMs > 0 && silentMs >= PingMs && !IsAsked)
        {
            UnsolicitedEvents.Ping(session, services);
            _askedSinceMs = session.HeardMs;
        }

        Wait();
    }

    public override void Failed(Exception fault)
    {
        session.Failed(fault);
        services.CloseQueue.RequestClose(session.Connection, CloseReason.Bug);
    }

    /// <summary>Until the next thing that silence leads to.</summary>
    private void Wait()
    {
        // Asked, it may answer and be silent once more: then it is asked again, in good time.
        long dueMs = IsAsked ? services.Clock.NowMs + PingMs
            : session.HeardMs + (PingMs > 0 ? PingMs : SilentMs);
        long endMs = SilentMs > 0 ? session.HeardMs + SilentMs : long.MaxValue;
        services.Timers.Set(this, Math.Min(dueMs, endMs));
    }
}
