using EventLoopServer.Chat;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Dialects;
using Protocol.Messages;

namespace EventLoopServer.Sessions.Login;

/// <summary>
/// The wait for a name on the shared port: after a short silence a greeting for people, after a
/// long one the end. A program has less time, until it has tried: then somebody may have to be
/// asked for another name. Who encrypts is taken for a program until something is typed.
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

    /// <summary>Words for people would be in its way.</summary>
    private bool _isProgram;

    public override void Open()
    {
        _openedMs = _services.Clock.NowMs;
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
        // Behind it a person may wait for a greeting.
        _isProgram = false;
        WaitForProgram();
    }

    public override void Recognised()
    {
        _isProgram = _session.Dialect!.IsForPrograms;
        if (_isProgram)
        {
            WaitForProgram();
        }
        else
        {
            WaitForPerson();
        }
    }

    public override bool TakeName(in ClientRequest request)
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
            if (_session.Member.IsWaiting)
            {
                // The server lets it wait, so its time begins again; it has few attempts.
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
            // The handshake has a deadline of its own at the same moment, and knows the cause. That
            // timer may fire a turn later, and the handshake may be finished before.
            WaitUntil(_services.Clock.NowMs, HeldBackMs);
            return;
        }

        _session.GiveUpWaiting();
    }

    /// <summary>
    /// Nobody who is banned is greeted: it need not come to a name, where others are refused.
    /// </summary>
    private bool IsRejected()
    {
        AccessControl access = _services.Context.Access;
        TurnTime now = _services.Now;
        if (_session.IsBare
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
    /// Greets somebody who waits for the server to speak. It does not decide on a dialect: a
    /// program that was only slow is still understood.
    /// </summary>
    private void Greet()
    {
        // Where everybody has to encrypt, who is late with that must not find words in its way.
        if (_session.IsBare || !(_session.Dialect ?? set.Fallback).IsGreeted)
        {
            return;
        }

        ReadOnlySpan<byte> greeting = _services.Context.Access.Entry is null
            ? ChatSentences.Greeting
            : ChatSentences.PasswordGreeting;
        greeting.CopyTo(_services.Output.Replies.Space(greeting.Length));
        _services.Output.Reply(_session.Connection.Plan, greeting.Length);
    }

    /// <summary>A person's time is counted from the beginning.</summary>
    private void WaitForPerson() => WaitUntil(_openedMs, _services.Limits.PersonMs);

    /// <summary>A program's from when it shows to be one.</summary>
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
