namespace EventLoopServer.Sessions;

/// <summary>
/// The wait for a name on the shared port: after a short silence a greeting for people, after a
/// long one the end.
/// </summary>
internal sealed class GreetingGate(Session session, SessionTools tools)
    : LoginGate(session, tools)
{
    private readonly Session _session = session;
    private readonly SessionTools _tools = tools;
    private bool _greeted;

    public override void Open() =>
        _tools.Timers.Set(this, _tools.Clock.NowMs + _tools.Limits.GreetingMs);

    public override void Fire()
    {
        if (_greeted)
        {
            _session.GiveUpWaiting();
            return;
        }

        _greeted = true;
        _session.Greet();
        if (_tools.Limits.NameMs > 0)
        {
            _tools.Timers.Set(
                this, _tools.Clock.NowMs + _tools.Limits.NameMs - _tools.Limits.GreetingMs);
        }
    }
}
