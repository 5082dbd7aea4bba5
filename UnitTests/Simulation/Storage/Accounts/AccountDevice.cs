using Protocol;
using Protocol.Dialects.Native;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Accounts;

/// <summary>
/// A device of a user: registers, logs in, resumes, logs out, and gets what was sent while the user
/// was away.
/// </summary>
/// <param name="owner">The user.</param>
/// <param name="audit">The invariants.</param>
/// <param name="isDropped">A planted fault: the network drops this event.</param>
internal sealed class AccountDevice(
    AccountOwner owner, AccountAudit audit, Func<AccountDevice, SeenEvent, bool> isDropped)
{
    private readonly AccountInbox _inbox = new(owner, audit);
    private readonly AccountRoomView _room = new(owner, audit);
    private readonly Dictionary<ulong, (RequestVerb Verb, string Receiver, string Text)> _open = [];
    private NativePeer? _peer;
    private byte[] _offered = [];
    private ulong _lastId;
    private ulong _waitingFor;
    private RequestVerb _verb;
    private string _password = "";
    private bool _isPasswordSure;
    private ulong _readBefore;
    private ulong _member;
    private bool _isLeaving;
    private bool _keepsSession;
    private int _inSince = int.MaxValue;

    /// <summary>The token of its session; empty: it has none.</summary>
    public byte[] Token { get; private set; } = [];

    /// <summary>Tokens that are void, with the crashes and the turn when they were given up.
    /// </summary>
    public List<(byte[] Token, int Crashes, int Turn)> OldTokens { get; } = [];

    /// <summary>The number of the last private message that it has got.</summary>
    public ulong LastTold => _inbox.Last;

    /// <summary>The highest id of a request that was confirmed as kept.</summary>
    public ulong LastKept { get; private set; }

    public bool IsConnected => _peer is not null;

    /// <summary>It has the name of its user, and no answer is missing.</summary>
    public bool IsIdle =>
        IsConnected && _waitingFor == 0 && !_isLeaving && _inSince < int.MaxValue
        && owner.IsRegistered == owner.Registers;

    private ulong ClaimedLast => owner.Lies ? _inbox.Last + 1000 : _inbox.Last;

    public override string ToString() =>
        $"{owner.Name} (connected {IsConnected}, waits for {_verb} {_waitingFor}, "
        + $"leaves {_isLeaving}, registered {owner.IsRegistered}, "
        + $"{owner.Passwords.Count} passwords)";

    public void Connect(NativePeer peer)
    {
        _peer = peer;
        _room.Leave();
        peer.Hello(NativeWire.Resume | NativeWire.Keeps | NativeWire.ReadMarks);
        if (Token.Length > 0)
        {
            Wait(RequestVerb.Resume);
            peer.Request(new ClientRequest
            {
                Verb = _verb,
                Id = _waitingFor,
                Target = Token,
                Number = owner.Lies ? ulong.MaxValue : 0,
                Count = ClaimedLast,
            });
        }
        else if (owner.IsRegistered)
        {
            _password = owner.Passwords[0];
            _isPasswordSure = owner.Passwords.Count == 1;
            _readBefore = audit.OnDisk(owner.Name)?.PrivateRead ?? 0;
            Ask(RequestVerb.Login, owner.Name, _password);
        }
        else
        {
            Ask(RequestVerb.Name, owner.Name);
        }
    }

    /// <summary>Sends a private message, or a line to the room.</summary>
    /// <param name="receiver">The receiver; empty: the room.</param>
    /// <param name="text">The text; each is sent once.</param>
    public void Send(string receiver, string text)
    {
        RequestVerb verb = receiver.Length > 0 ? RequestVerb.Tell : RequestVerb.Say;
        _open[++_lastId] = (verb, receiver, text);
        _peer!.Request(verb, _lastId, receiver.Length > 0 ? receiver : "lobby", text);
    }

    /// <summary>Uses an id a second time, or one that is too low.</summary>
    public void RepeatId(string receiver, Func<int, int> draw)
    {
        audit.Lies++;
        ulong id = LastKept - (ulong)draw((int)LastKept);
        _peer!.Request(RequestVerb.Tell, id, receiver, AccountAudit.Lie);
    }

    /// <summary>The user has read everything, or lies about it.</summary>
    public void MarkRead()
    {
        ulong number = owner.Lies ? _room.Last + 1000 : _room.Last;
        _open[++_lastId] = (RequestVerb.Read, "", $"{_room.Last}");
        _peer!.Request(RequestVerb.Read, _lastId, "lobby", number: number);
    }

    public void ChangePassword(string password)
    {
        string old = owner.Passwords[0];
        owner.ChangePassword(_password = password, audit.Turn);
        Ask(RequestVerb.Password, old, password);
    }

    /// <summary>Disconnects. It reads until the goodbye.</summary>
    public void Quit(bool keepsSession)
    {
        BeginToLeave(keepsSession);
        Ask(RequestVerb.Quit, number: keepsSession ? WireLimits.QuitKeepsSession : 0);
    }

    public void LogOut()
    {
        BeginToLeave(keepsSession: false);
        Ask(RequestVerb.Logout);
    }

    /// <summary>The connection breaks after a part of what is under way.</summary>
    public void Lose(Func<int, int> draw)
    {
        NativePeer peer = _peer!;
        Take(peer.Take(draw));
        peer.Wire.End();
        Drop();
    }

    public void Read()
    {
        if (_peer is { Wire.HasOutbound: true } peer)
        {
            Take(peer.Take());
        }
    }

    /// <summary>A message was accepted in this turn.</summary>
    public void Expect(string text)
    {
        if (_inSince < audit.Turn)
        {
            _inbox.Expect(text);
        }
    }

    public void Check(bool isAtRest) => _inbox.Check(isAtRest);

    private void BeginToLeave(bool keepsSession)
    {
        (_isLeaving, _keepsSession, _inSince) = (true, keepsSession, int.MaxValue);
        _inbox.ExpectNothing();
    }

    private void Take(List<SeenEvent> events)
    {
        foreach (SeenEvent e in events)
        {
            if (_peer is not null && !isDropped(this, e))
            {
                Take(e);
            }
        }
    }

    private void Take(SeenEvent e)
    {
        if (_room.IsPast())
        {
            return;
        }

        switch (e.Kind)
        {
            case EventKind.Welcome:
                _offered = e.DetailBytes;
                break;
            case EventKind.Joined:
                _room.Join(e);
                break;
            case EventKind.Past:
                _room.BeginPast(e.Count);
                break;
            case EventKind.Told:
                _inbox.Take(e);
                break;
            case EventKind.Read:
                _room.TakeReadMark(e);
                owner.TakeReadMark(e.Sequence);
                break;
            case EventKind.Ping:
                _peer!.Request(RequestVerb.Ping, ++_lastId, number: ClaimedLast);
                break;
            case EventKind.Kept:
                LastKept = Math.Max(LastKept, e.Request);
                break;
            case EventKind.Goodbye when e.Number == (ulong)GoodbyeReason.Quit:
                End();
                break;
            case EventKind.Goodbye:
                Drop();
                break;
            case EventKind.Refused when e.Request == _waitingFor:
                Refuse(e);
                break;
            case EventKind.Done when _open.Remove(
                e.Request, out (RequestVerb Verb, string Receiver, string Text) sent):
                Accept(sent.Verb, sent.Receiver, sent.Text);
                break;
            case EventKind.Named or EventKind.Resumed or EventKind.Done
                when e.Request == _waitingFor:
                Accept(e);
                break;
            case >= EventKind.Said:
                _room.Take(e, _member);
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// A message was accepted: the other devices of the user get it too, and those of its receiver.
    /// </summary>
    private void Accept(RequestVerb verb, string receiver, string text)
    {
        if (verb == RequestVerb.Read)
        {
            owner.RaiseReadMark(ulong.Parse(text));
        }
        else if (verb == RequestVerb.Tell)
        {
            audit.Accept(this, owner, receiver, text);
        }
    }

    private void Accept(SeenEvent e)
    {
        _waitingFor = 0;
        switch (_verb)
        {
            case RequestVerb.Name:
                Begin(e);
                AskToRegister();
                break;
            case RequestVerb.Register:
                owner.Confirm();
                break;
            case RequestVerb.Login:
                Begin(e);
                SettlePassword();
                break;
            case RequestVerb.Password:
                owner.Settle(_password);
                break;
            case RequestVerb.Logout:
                Ask(RequestVerb.Quit);
                break;
            case RequestVerb.Resume:
                Continue(e);
                break;
            default:
                break;
        }
    }

    private void Continue(SeenEvent e)
    {
        if (e.Name != owner.Name)
        {
            audit.Require(_isLeaving, $"{owner.Name} was resumed as {e.Name}");
            Ask(RequestVerb.Quit);
            return;
        }

        _isLeaving = false;
        (_member, _inSince) = (e.Sender, audit.Turn);
        AskToRegister();
    }

    private void AskToRegister()
    {
        if (owner.Registers && !owner.IsRegistered)
        {
            Ask(RequestVerb.Register, "", owner.Passwords[0]);
        }
    }

    /// <summary>After some time, the result of a change of the password is on disk.</summary>
    private void SettlePassword()
    {
        if (audit.Turn - owner.ChangedTurn > AccountOwner.ChangeTurns)
        {
            owner.Settle(_password);
        }
    }

    private void Refuse(SeenEvent e)
    {
        _waitingFor = 0;
        switch (_verb)
        {
            case RequestVerb.Login:
                audit.Require(
                    !_isPasswordSure || _password != owner.Passwords[0]
                        || e.Number != (ulong)RefusalCode.LoginWrong,
                    $"{owner.Name} has the right password and is refused: {e}");
                if (e.Number == (ulong)RefusalCode.LoginWrong)
                {
                    owner.Rotate(_password);
                }

                Hang();
                break;
            case RequestVerb.Register or RequestVerb.Name:
                // The account may be on disk soon, although the answer was lost.
                Hang();
                break;
            case RequestVerb.Password:
                // It may have been changed all the same, and a crash may undo that.
                break;
            case RequestVerb.Logout:
                (_isLeaving, _inSince) = (false, audit.Turn);
                break;
            default:
                if (e.Number == (ulong)RefusalCode.SessionUnknown)
                {
                    OldTokens.Add((Token, audit.Crashes, audit.Turn));
                }

                Token = [];
                Hang();
                break;
        }
    }

    private void Ask(
        RequestVerb verb, string target = "", string text = "", ulong number = 0)
    {
        Wait(verb);
        _peer!.Request(verb, _waitingFor, target, text, number);
    }

    private void Wait(RequestVerb verb) => (_verb, _waitingFor) = (verb, ++_lastId);

    /// <summary>A session begins.</summary>
    private void Begin(SeenEvent e)
    {
        audit.Require(e.Name == owner.Name, $"{owner.Name} was named {e.Name}");
        (Token, LastKept, _member, _inSince) = (_offered, 0, e.Sender, audit.Turn);
        _isLeaving = false;
        _inbox.Begin(_readBefore);
    }

    /// <summary>The server has confirmed the end of the session.</summary>
    private void End()
    {
        if (!_keepsSession)
        {
            OldTokens.Add((Token, audit.Crashes, audit.Turn));
            Token = [];
        }

        Drop();
    }

    private void Hang()
    {
        _peer!.Wire.End();
        Drop();
    }

    private void Drop()
    {
        _peer = null;
        (_waitingFor, _inSince) = (0, int.MaxValue);
        _open.Clear();
        _inbox.ExpectNothing();
    }
}
