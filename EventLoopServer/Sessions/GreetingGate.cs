using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>
/// The wait for a name on the shared port: after a short silence a greeting for people, after a
/// long one the end. A program has less time, until it has tried: then somebody may have to be
/// asked for another name.
/// </summary>
internal sealed class GreetingGate(Session session, SessionTools tools)
    : LoginGate(session, tools)
{
    private readonly Session _session = session;
    private readonly SessionTools _tools = tools;
    private long _openedMs;
    private bool _greeted;

    public override void Open()
    {
        _openedMs = _tools.Clock.NowMs;
        _tools.Timers.Set(this, _openedMs + _tools.Limits.GreetingMs);
    }

    public override void Recognised()
    {
        if (_session.Dialect!.IsForPrograms)
        {
            _greeted = true;
            EndAfter(_tools.Clock.NowMs - _openedMs, _tools.Limits.ProgramMs);
        }
    }

    public override bool TakeName(in ClientRequest request)
    {
        if (_session.Dialect!.IsForPrograms && _session.Member.Name is null)
        {
            EndAfter(0, _tools.Limits.PersonMs);
        }

        return false;
    }

    public override void Fire()
    {
        if (_greeted)
        {
            _session.GiveUpWaiting();
            return;
        }

        _greeted = true;
        _session.Greet();
        EndAfter(0, _tools.Limits.PersonMs);
    }

    /// <summary>Ends the wait so long after the opening; 0 is never.</summary>
    private void EndAfter(long beforeMs, long ms)
    {
        if (ms > 0)
        {
            _tools.Timers.Set(this, _openedMs + beforeMs + ms);
        }
        else
        {
            _tools.Timers.Cancel(this);
        }
    }
}
