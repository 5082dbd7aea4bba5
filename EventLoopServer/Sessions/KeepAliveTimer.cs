using EventLoopServer.Observability;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions;

/// <summary>
/// Sends a keep-alive request to a silent client, and closes a client that does not answer. The
/// timer fires about once a minute. Input does not move the timer, so input costs nothing.
/// </summary>
internal sealed class KeepAliveTimer(Session session, SessionServices services) : LoopTimer
{
    private const long Never = long.MinValue;

    /// <summary>The time of the last input before the keep-alive request was sent.</summary>
    private long _askedSinceMs = Never;

    /// <summary>True when a keep-alive request was sent and no input has arrived since.</summary>
    private bool IsAsked => _askedSinceMs == session.LastInputMs;

    private long PingMs => Math.Min(services.Limits.PingMs, session.Dialect!.MaxPingMs);

    private long SilentMs => services.Limits.SilentMs;

    /// <summary>Starts the timer, if there is a limit.</summary>
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
        long silentMs = services.Clock.NowMs - session.LastInputMs;
        if (session.IsHeldBack)
        {
            // The server is not reading the client, so the silence is not the client's fault.
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
            _askedSinceMs = session.LastInputMs;
        }

        Wait();
    }

    public override void Failed(Exception fault)
    {
        session.Failed(fault);
        services.CloseQueue.RequestClose(session.Connection, CloseReason.Bug);
    }

    /// <summary>
    /// Sets the timer to the next keep-alive request or to the close, whichever comes first.
    /// </summary>
    private void Wait()
    {
        // A client that answers may become silent again. Then the next request is due at this time.
        long dueMs = IsAsked ? services.Clock.NowMs + PingMs
            : session.LastInputMs + (PingMs > 0 ? PingMs : SilentMs);
        long endMs = SilentMs > 0 ? session.LastInputMs + SilentMs : long.MaxValue;
        services.Timers.Set(this, Math.Min(dueMs, endMs));
    }
}
