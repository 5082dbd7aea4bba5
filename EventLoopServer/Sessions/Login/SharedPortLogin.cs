using EventLoopServer.Chat;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Dialects;
using Protocol.Messages;

namespace EventLoopServer.Sessions.Login;

/// <summary>
/// The login on the shared port. The server sends a greeting for people after a short silence, and
/// closes the connection after a long one. A program gets less time until its first attempt at a
/// name. After that attempt it gets the time of a person, because a person may have to choose
/// another name. A client that begins a TLS handshake gets the time of a program until its dialect
/// is recognised.
/// </summary>
internal sealed class SharedPortLogin(Session session, SessionServices services, DialectSet set)
    : SessionLogin(session, services)
{
    private const long Never = long.MaxValue;

    private readonly Session _session = session;
    private readonly SessionServices _services = services;
    private long _openedMs;
    private long _endMs;
    private bool _greeted;

    /// <summary>True when the greeting for people would disturb the client.</summary>
    private bool _isProgram;

    public override void Open()
    {
        _openedMs = _services.Clock.NowMs;
        if (_session.Connection.MustResume)
        {
            _isProgram = true;
            WaitForProgram();
            return;
        }

        WaitForPerson();
    }

    public override void Unrecognised(ReadOnlySpan<byte> first)
    {
        if (!_isProgram
            && DialectSniffer.IsBeginningOfProgram(first, set.Dialects))
        {
            _isProgram = true;
            WaitForProgram();
        }
    }

    public override void Encrypting()
    {
        // A person with a TLS client may wait for a greeting.
        _isProgram = false;
        WaitForProgram();
    }

    public override void Recognised()
    {
        _isProgram = _session.Dialect is { IsForPrograms: true, AwaitsPerson: false }
            || _session.Connection.MustResume;
        if (_isProgram)
        {
            WaitForProgram();
        }
        else
        {
            WaitForPerson();
        }
    }

    public override bool HandleName(in ClientRequest request)
    {
        if (_isProgram && _session.Member.Name is null)
        {
            WaitForPerson();
        }

        return false;
    }

    public override void Fire()
    {
        if (_services.Clock.NowMs >= _endMs && _session.IsHeldBack)
        {
            WaitUntil(_services.Clock.NowMs, HeldBackMs);
            return;
        }

        if (_services.Clock.NowMs >= _endMs)
        {
            if (_session.Device.IsWaiting)
            {
                // The server causes this wait, so the client's time starts again. A client cannot
                // repeat this often, because each attempt waits.
                WaitUntil(
                    _services.Clock.NowMs,
                    _isProgram ? _services.Limits.ProgramMs : _services.Limits.PersonMs);
                return;
            }

            End();
            return;
        }

        _greeted = true;
        if (!IsRejected())
        {
            Greet();
            Wait();
        }
    }

    private void End()
    {
        if (_session.Connection.Filter is { IsOpening: true })
        {
            // The TLS handshake has a deadline at the same moment, and that deadline gives the
            // exact close reason. So this one is later: the handshake's timer may fire a turn
            // later, or the handshake may end before.
            WaitUntil(_services.Clock.NowMs, HeldBackMs);
            return;
        }

        _session.GiveUpWaiting();
    }

    /// <summary>
    /// Rejects a banned client instead of greeting it. Without this check the client would be
    /// rejected only after it has sent a name.
    /// </summary>
    private bool IsRejected()
    {
        AccessControl access = _services.Context.Access;
        TurnTime now = _services.Now;
        if (_session.NeedsTlsFirst
            || !(_session.Dialect ?? set.Fallback).IsGreeted
            || access.FindBan(default, _session.Output.Prefix, now.NowMs) is not { } ban)
        {
            return false;
        }

        _session.Speak(set.Fallback);
        _session.Output.Expel(GoodbyeReason.Banned, access.Explain(ban, now));
        return true;
    }

    /// <summary>
    /// Greets a client that waits for the server's first output. The greeting does not choose a
    /// dialect, so a slow program is still recognised.
    /// </summary>
    private void Greet()
    {
        // Where TLS is required, a line of text would corrupt the handshake of a slow client.
        if (_session.NeedsTlsFirst || !(_session.Dialect ?? set.Fallback).IsGreeted)
        {
            return;
        }

        ReadOnlySpan<byte> greeting = _services.Context.Access.Entry is null
            ? ChatSentences.Greeting
            : ChatSentences.PasswordGreeting;
        greeting.CopyTo(_services.Output.Replies.Space(greeting.Length));
        _services.Output.Reply(_session.Connection.Plan, greeting.Length);
    }

    /// <summary>The time of a person counts from the start of the connection.</summary>
    private void WaitForPerson() => WaitUntil(_openedMs, _services.Limits.PersonMs);

    /// <summary>The time of a program counts from its recognition.</summary>
    private void WaitForProgram() => WaitUntil(_services.Clock.NowMs, _services.Limits.ProgramMs);

    private void WaitUntil(long sinceMs, long ms)
    {
        _endMs = ms > 0 ? sinceMs + ms : Never;
        Wait();
    }

    private void Wait()
    {
        long greetingMs = _greeted || _isProgram ? Never : _openedMs + _services.Limits.GreetingMs;
        long dueMs = Math.Min(greetingMs, _endMs);
        if (dueMs < Never)
        {
            _services.Timers.Set(this, dueMs);
        }
        else
        {
            _services.Timers.Cancel(this);
        }
    }
}
