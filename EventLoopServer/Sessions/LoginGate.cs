using EventLoopServer.Readiness;

namespace EventLoopServer.Sessions;

/// <summary>
/// The wait for a name: after a short silence a greeting for people, after a long one the end.
/// </summary>
internal sealed class LoginGate(Session session, SessionTools tools) : Timed
{
    private bool _greeted;

    /// <summary>Starts to wait.</summary>
    public void Open() => tools.Timers.Set(this, tools.Clock.NowMs + tools.Limits.GreetingMs);

    /// <summary>
    /// A name was given, or the connection closes: nothing is waited for any more.
    /// </summary>
    public void Close() => tools.Timers.Cancel(this);

    public override void Fire()
    {
        if (_greeted)
        {
            session.GiveUpWaiting();
            return;
        }

        _greeted = true;
        session.Greet();
        if (tools.Limits.NameMs > 0)
        {
            tools.Timers.Set(
                this, tools.Clock.NowMs + tools.Limits.NameMs - tools.Limits.GreetingMs);
        }
    }

    public override void Failed(Exception fault)
    {
        session.Failed(fault);
        tools.Reaper.Doom(session.Connection, Observability.CloseReason.Bug);
    }
}
