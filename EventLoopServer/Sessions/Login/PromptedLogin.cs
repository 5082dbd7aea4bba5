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
/// The login of a legacy client. The server sends the prompts of that client's program, with the
/// pauses that the client needs (<see cref="PromptRules"/>). If the name is not free and the client
/// cannot be prompted again, the client gets a name derived from the requested one.
/// </summary>
/// <param name="session">A session of a legacy client.</param>
/// <param name="services">The services that all sessions share.</param>
/// <param name="set">The dialects of its listener.</param>
/// <param name="filter">Stores the time at which output was last sent to the client.</param>
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
        /// <summary>
        /// The client may belong to a program that sends its name without a prompt.
        /// </summary>
        Listening,

        /// <summary>
        /// The client is expected to send a name. It was prompted, or its program sends a name
        /// without a prompt.
        /// </summary>
        Asked,

        /// <summary>The name has arrived once, and a second copy may follow.</summary>
        Repeating,

        /// <summary>
        /// The name is not free. The client has to receive the next prompt alone, in one call.
        /// </summary>
        Refused,

        /// <summary>
        /// The client was sent its welcome, which it has to receive alone, in one call.
        /// </summary>
        Welcomed,

        /// <summary>The client is in the lobby.</summary>
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

    public override bool HandleName(in ClientRequest request)
    {
        RoomDirectory directory = _services.Directory;
        _wish = request.Target.ToArray();
        if (_step == Step.Over)
        {
            // The client has a name already, and has now sent it with another spelling.
            _session.Requests.Rename(Derive(directory));
            return true;
        }

        AccessControl access = _services.Context.Access;
        if (access.FindBan(_wish, _session.Output.Prefix, _services.Clock.NowMs) is not null)
        {
            // Refuses the name and closes. No name is derived from a banned one.
            _session.Requests.SetName(_wish);
            return true;
        }

        Refusal? refusal = directory.CheckName(_session.Member, _wish);
        bool isTaken = refusal is
        {
            Code: RefusalCode.NameTaken
                or RefusalCode.NameTooSimilar
                or RefusalCode.NameRegistered,
        };
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
            _session.Requests.SetName(name);
        }
        else
        {
            _session.Requests.SetName(name);
            if (_session.Member.Name is not null)
            {
                Arrive();
            }
        }

        return true;
    }

    /// <summary>
    /// The timer keeps running, because the welcome may still need a receive of its own.
    /// </summary>
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
    /// Only a prompted client can be prompted again. Some ports are shared with clients that send
    /// their name without a prompt. If a name arrives so soon after the prompt that no person can
    /// have typed it, such a client has sent it, later than usual.
    /// </summary>
    private bool CanAskAgain() => !Rules.TakenAnswer.IsEmpty
        && (set.Dialects.Count == 1
            || _services.Clock.NowMs - _askedMs > PromptRules.UnreadPromptMs);

    /// <summary>
    /// Finds a free name, derived from the requested one. A command that was typed instead of a
    /// name may contain a password, so no name is derived from a command.
    /// </summary>
    private byte[] Derive(RoomDirectory directory) =>
        FreeName.Derive(
            directory, _session.Member, LineRequest.IsCommand(_wish) ? default : _wish);

    /// <summary>
    /// The client is in the lobby. Sends a notice when its name differs from the requested one.
    /// </summary>
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
    /// True when the last output was sent long enough ago, and always at the login deadline.
    /// Output that is still pending counts as sent now.
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
