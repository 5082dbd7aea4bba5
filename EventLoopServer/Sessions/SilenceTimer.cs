using EventLoopServer.Observability;
using EventLoopServer.Readiness;

namespace EventLoopServer.Sessions;

/// <summary>
/// Asks a client that has said nothing for long whether it is there, and closes it when it is not.
/// It looks only when it is due, about once in a minute: what is heard in between costs it nothing.
/// </summary>
internal sealed class SilenceTimer(Session session, SessionTools tools) : Timed
{
    private bool _asked;

    private long PingMs => tools.Limits.PingMs;

    private long SilentMs => tools.Limits.SilentMs;

    /// <summary>Begins to listen.</summary>
    public void Start()
    {
        if (PingMs > 0 || SilentMs > 0)
        {
            Wait();
        }
    }

    public void Close() => tools.Timers.Cancel(this);

    public override void Fire()
    {
        long silentMs = tools.Clock.NowMs - session.HeardMs;
        if (SilentMs > 0 && silentMs >= SilentMs)
        {
            tools.Reaper.Doom(session.Connection, CloseReason.Silent);
            return;
        }

        bool isQuiet = PingMs > 0 && silentMs >= PingMs;
        if (isQuiet && !_asked)
        {
            session.AskWhetherThere();
        }

        _asked = isQuiet;
        Wait();
    }

    public override void Failed(Exception fault)
    {
        session.Failed(fault);
        tools.Reaper.Doom(session.Connection, CloseReason.Bug);
    }

    /// <summary>Until the next thing that silence leads to.</summary>
    private void Wait()
    {
        long ms = _asked || PingMs == 0 || (SilentMs > 0 && SilentMs < PingMs) ? SilentMs : PingMs;

        // Asked, and never to be closed: another question, should it be silent once more.
        long fromMs = ms > 0 ? session.HeardMs : tools.Clock.NowMs;
        tools.Timers.Set(this, fromMs + (ms > 0 ? ms : PingMs));
    }
}
