using EventLoopServer.Chat;
using Protocol.Dialects;
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
        if (IsTurnedAway())
        {
            return;
        }

        Greet();
        EndAfter(0, _tools.Limits.PersonMs);
    }

    /// <summary>
    /// Nobody who is banned is greeted: it need not come to a name, where others are refused.
    /// </summary>
    private bool IsTurnedAway()
    {
        House house = _tools.Context.House;
        var now = new Moment(_tools.Clock.NowMs, _tools.Clock.UnixMs);
        if (_session.IsBare
            || (_session.Dialect ?? DialectCatalog.Text) != DialectCatalog.Text
            || house.FindBan(default, _session.Origin, now.NowMs) is not { } ban)
        {
            return false;
        }

        _session.Speak(DialectCatalog.Text);
        _session.Expel(GoodbyeReason.Banned, house.Explain(ban, now));
        return true;
    }

    /// <summary>
    /// Greets somebody who waits for the server to speak. It does not decide on a dialect: a
    /// program that was only slow is still understood.
    /// </summary>
    private void Greet()
    {
        // Where everybody has to encrypt, who is late with that must not find words in its way.
        if (_session.IsBare
            || (_session.Dialect is not null && _session.Dialect != DialectCatalog.Text))
        {
            return;
        }

        ReadOnlySpan<byte> greeting = _tools.Context.House.Entry is null
            ? "-- Hello. This is TcpChat: type a name and press Enter.\n"u8
            : "-- Hello. This is TcpChat: type /pass PASSWORD and press Enter, then a name.\n"u8;
        greeting.CopyTo(_tools.Output.Replies.Space(greeting.Length));
        _tools.Output.Reply(_session.Connection, greeting.Length);
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
