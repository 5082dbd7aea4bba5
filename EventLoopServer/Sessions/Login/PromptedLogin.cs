using System.Text;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using EventLoopServer.Transport.Legacy;
using Protocol.Commands;
using Protocol.Dialects;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Sessions.Login;

/// <summary>
/// How a client of an older chat program gets its name: it is asked in its own words, with the
/// pauses that it needs (<see cref="PromptRules"/>), and where it cannot be asked again it gets a
/// name made from the one that it wanted.
/// </summary>
/// <param name="session">A session on its port.</param>
/// <param name="services">What all sessions share.</param>
/// <param name="set">What is spoken at its listener.</param>
/// <param name="filter">When something was sent to it.</param>
internal sealed class PromptedLogin(
    Session session, SessionServices services, DialectSet set, LegacyFilter filter)
    : SessionLogin(session, services)
{
    private readonly Session _session = session;
    private readonly SessionServices _services = services;
    private Step _step;
    private long _openedMs;
    private long _askedMs;
    private byte[] _wish = [];

    private enum Step
    {
        /// <summary>It may be one that speaks unasked.</summary>
        Listening,

        /// <summary>Asked, or known to speak unasked: a name is waited for.</summary>
        Asked,

        /// <summary>Its name has come once and may come once more.</summary>
        Repeating,

        /// <summary>Its name was taken; the next prompt has to stand alone.</summary>
        Refused,

        /// <summary>Welcomed, and the welcome has to stand alone.</summary>
        Welcomed,

        /// <summary>In the lobby.</summary>
        Over,
    }

    public override bool Waits => _step is Step.Refused or Step.Welcomed;

    public override bool IsEntering => _step != Step.Over;

    private PromptRules Rules => _session.Dialect!.Prompting!;

    public override void Open()
    {
        _openedMs = _services.Clock.NowMs;
        _session.Speak(set.Dialects[0]);
        if (set.Dialects.Count > 1)
        {
            Wait(Step.Listening, PromptRules.SpeaksFirstMs);
        }
        else
        {
            Ask();
        }
    }

    public override void Undecided()
    {
        if (_step == Step.Asked && Rules.NameComesTwice)
        {
            Wait(Step.Repeating, PromptRules.SecondNameMs);
        }
    }

    public override bool TakeName(in ClientRequest request)
    {
        RoomDirectory directory = _services.Directory;
        _wish = request.Target.ToArray();
        if (_step == Step.Over)
        {
            // It has a name, and now shows how that is spelled.
            _session.Requests.Rename(Derive(directory));
            return true;
        }

        AccessControl access = _services.Context.Access;
        if (access.FindBan(_wish, _session.Output.Prefix, _services.Clock.NowMs) is not null)
        {
            // Refused and closed: nothing is made of a name that is banned.
            _session.Requests.TakeName(_wish);
            return true;
        }

        Refusal? refusal = directory.CheckName(_session.Member, _wish);
        bool isTaken =
            refusal is { Code: RefusalCode.NameTaken or RefusalCode.NameTooSimilar };
        if (isTaken && CanAskAgain())
        {
            UnsolicitedEvents.Prompt(_session, _services, Rules.TakenAnswer.Span);
            Wait(Step.Refused, PromptRules.ApartMs);
            return true;
        }

        byte[] name = refusal is null ? _wish : Derive(directory);
        _services.Timers.Cancel(this);
        if (Rules.WelcomeStandsAlone)
        {
            Wait(Step.Welcomed, PromptRules.ApartMs);
            _session.Requests.TakeName(name);
        }
        else
        {
            _session.Requests.TakeName(name);
            if (_session.Member.Name is not null)
            {
                Arrive();
            }
        }

        return true;
    }

    /// <summary>Its timer goes on: there may be a welcome that has to stand alone.</summary>
    public override void Named()
    {
    }

    public override void Fire()
    {
        switch (_step)
        {
            case Step.Refused or Step.Welcomed when !HasStoodAlone(out long dueMs):
                _services.Timers.Set(this, dueMs);
                break;
            case Step.Listening:
                Ask();
                break;
            case Step.Refused:
                Ask();
                _services.Receiver.Resume(_session.Connection);
                break;
            case Step.Repeating:
                _session.Settle();
                _services.Receiver.Resume(_session.Connection);
                break;
            case Step.Welcomed:
                _session.Requests.EnterLobby();
                Arrive();
                _services.Receiver.Resume(_session.Connection);
                break;
            default:
                if (_session.IsHeldBack)
                {
                    _services.Timers.Set(this, _services.Clock.NowMs + HeldBackMs);
                    break;
                }

                _session.GiveUpWaiting();
                break;
        }
    }

    private void Ask()
    {
        _session.Speak(set.Fallback);
        _askedMs = _services.Clock.NowMs;
        _step = Step.Asked;
        if (!Rules.Prompt.IsEmpty)
        {
            UnsolicitedEvents.Prompt(_session, _services, Rules.Prompt.Span);
        }

        if (_services.Limits.PersonMs > 0)
        {
            _services.Timers.Set(this, _openedMs + _services.Limits.PersonMs);
        }
    }

    /// <summary>
    /// Only a client that was asked can be asked again. Where one that speaks unasked shares the
    /// port, a name that came too soon for a person is from one of those, and was only slow.
    /// </summary>
    private bool CanAskAgain() => !Rules.TakenAnswer.IsEmpty
        && (set.Dialects.Count == 1
            || _services.Clock.NowMs - _askedMs > PromptRules.UnreadPromptMs);

    /// <summary>
    /// A name that can be had, made from the one that was wanted. A command that was typed in the
    /// place of a name may have a password in it, so nothing is made of that.
    /// </summary>
    private byte[] Derive(RoomDirectory directory) =>
        directory.Derive(_session.Member, LineRequest.IsCommand(_wish) ? default : _wish);

    /// <summary>In the lobby: says so when the name is not the one that was asked for.</summary>
    private void Arrive()
    {
        _step = Step.Over;
        ReadOnlySpan<byte> name = _session.Member.NameUtf8;
        if (!name.SequenceEqual(_wish))
        {
            string wish = TextRule.Defuse(_wish.AsSpan(0, Math.Min(_wish.Length, 64)));
            UnsolicitedEvents.Notify(
                _session,
                _services,
                ChatSentences.NameChanged(wish, Encoding.UTF8.GetString(name)));
        }

        _wish = [];
    }

    /// <summary>
    /// True when the last output was sent long enough ago: it may have had to wait itself, but not
    /// for longer than a name is waited for.
    /// </summary>
    private bool HasStoodAlone(out long dueMs)
    {
        long nowMs = _services.Clock.NowMs;
        bool isPending = _session.Connection.Ring.Count > 0;
        dueMs = (isPending ? nowMs : filter.SentMs) + PromptRules.ApartMs;
        long personMs = _services.Limits.PersonMs;
        bool isLate = personMs > 0 && nowMs >= _openedMs + personMs;
        return dueMs <= nowMs || isLate;
    }

    private void Wait(Step step, long ms)
    {
        _step = step;
        _services.Timers.Set(this, _services.Clock.NowMs + ms);
    }
}
