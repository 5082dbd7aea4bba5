using Protocol.Dialects.Native;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>
/// A client that resumes: it sends again what was not kept, and fills gaps with pages of the
/// history.
/// </summary>
internal sealed class ResumeClient(string name, ResumeAudit audit)
{
    private readonly Dictionary<string, ResumeRoom> _rooms = [];
    private readonly SentRequests _sent = new(audit);
    private readonly ResumePrivate _private = new(name, audit);
    private NativePeer? _peer;
    private ulong _member;
    private ulong _lastId;
    private ulong _accepted;
    private ulong _resumeId;
    private bool _isResuming;
    private ulong _barrierId;
    private ulong _pastLeft;
    private string _pastRoom = "";

    public string Name => name;

    /// <summary>The token of its session; empty: it has none.</summary>
    public byte[] Token { get; private set; } = [];

    /// <summary>Tokens that are void, with the number of crashes when they were given up.</summary>
    public List<(byte[] Token, int Crashes)> OldTokens { get; } = [];

    public bool IsConnected => _peer is not null;

    /// <summary>It has a name, and everything that it missed.</summary>
    public bool IsReady => IsConnected && _member > 0 && _barrierId == 0;

    /// <summary>Nothing is missing, and all of its messages are kept.</summary>
    public bool IsAtRest =>
        IsReady && Open == 0 && _rooms.Values.All(static room => room.PageId == 0);

    public int Open => _sent.Count;

    public IReadOnlyDictionary<string, ResumeRoom> Rooms => _rooms;

    /// <summary>Its state, for the message of a failure.</summary>
    public override string ToString() =>
        $"{name} ({_member}, connected {IsConnected}, barrier {_barrierId}, open {_sent}, "
        + $"pages {string.Join(' ', _rooms.Select(static r => $"{r.Key}:{r.Value.PageId}"))})";

    public void Connect(NativePeer peer)
    {
        _peer = peer;
        _pastLeft = 0;
        peer.Hello(NativeWire.Resume | NativeWire.Keeps);
        if (Token.Length == 0)
        {
            peer.Request(RequestVerb.Name, ++_lastId, name);
            return;
        }

        foreach (ResumeRoom room in _rooms.Values)
        {
            room.Suspend();
        }

        _isResuming = true;
        _resumeId = ++_lastId;
        _barrierId = ++_lastId;
        var position = new ResumePosition(Token, _sent.LastAnswered, _private.Last)
        {
            Rooms = [.. _rooms.Select(static r => (r.Key, r.Value.Incarnation, r.Value.Last))],
        };
        position.Send(peer, _resumeId);
        peer.Request(RequestVerb.Ping, _barrierId);
    }

    /// <summary>
    /// The connection is lost, after a part of the bytes that are under way in both directions.
    /// </summary>
    /// <param name="last">Its last request, of which a part is sent; null: none.</param>
    /// <param name="draw">Draws a number of bytes, at most as many as given.</param>
    public void Lose(SentRequest? last, Func<int, int> draw)
    {
        NativePeer peer = _peer!;
        if (IsReady && last is not null)
        {
            _sent.Send(peer, _member, ++_lastId, last, draw);
        }

        Read(peer.Take(draw));
        peer.Wire.End();
        Drop();
    }

    /// <summary>Leaves the connection open, as a client that has moved does.</summary>
    public void Drop()
    {
        _peer = null;
        _barrierId = 0;
    }

    public void Send(SentRequest request) => _sent.Send(_peer!, _member, ++_lastId, request);

    /// <summary>At the end: nothing is missing without a gap in the numbers.</summary>
    public void CheckPrivate(SimDisk disk) =>
        audit.CheckPrivate(disk, name, _member, _private);

    public void Join(string room) => _peer!.Request(RequestVerb.Join, ++_lastId, room);

    /// <summary>Ends its session, whose token is void then.</summary>
    public void Quit()
    {
        _peer!.Request(RequestVerb.Quit, ++_lastId);
        OldTokens.Add((Token, audit.Crashes));
        Forget();
    }

    /// <summary>Uses an id a second time, or one that is too low.</summary>
    /// <param name="lie">The request.</param>
    /// <param name="draw">Draws a number below the given one.</param>
    public void Lie(SentRequest lie, Func<int, int> draw)
    {
        if (_sent.LastKept > 0)
        {
            ulong id = _sent.LastKept - (ulong)draw((int)_sent.LastKept);
            _peer!.Request(lie.Verb, id, lie.Target, lie.Text);
        }
    }

    public void Read()
    {
        if (_peer is { Wire.HasOutbound: true } peer)
        {
            Read(peer.Take());
        }
    }

    private void Read(List<SeenEvent> events)
    {
        foreach (SeenEvent e in events)
        {
            if (_peer is not null)
            {
                Take(e);
            }
        }
    }

    private void Take(SeenEvent e)
    {
        if (_pastLeft > 0)
        {
            HandlePast(e);
            return;
        }

        ResumeRoom? room = _rooms.GetValueOrDefault(e.Room);
        switch (e.Kind)
        {
            case EventKind.Welcome when Token.Length == 0:
                Token = e.DetailBytes;
                break;
            case EventKind.Welcome:
                // The client resumes another session, so this one never begins.
                OldTokens.Add((e.DetailBytes, int.MaxValue));
                break;
            case EventKind.Named:
                _member = e.Sender;
                break;
            case EventKind.Resumed:
                HandleResumed(e);
                break;
            case EventKind.Joined when room is not null:
                if (!room.Continue(e, isResumed: e.Request == _resumeId))
                {
                    room.Ask(_peer!, ++_lastId);
                }

                break;
            case EventKind.Joined:
                _rooms[e.Room] = new ResumeRoom(name, e.Room, e, audit);
                break;
            case EventKind.Past:
                (_pastLeft, _pastRoom) = (e.Count, e.Room);
                if (e.Count == 0 && room!.PageId == e.Request)
                {
                    room.EndPage();
                }

                break;
            case EventKind.Done or EventKind.Refused:
                Answer(e);
                break;
            case EventKind.Pong when e.Request == _barrierId:
                _barrierId = 0;
                _sent.Continue(_peer!, _accepted);
                break;
            case EventKind.Kept:
                _sent.Keep(_member, e.Request);
                break;
            case EventKind.Goodbye:
                Drop();
                break;
            case EventKind.Told:
                _private.Take(e);
                break;
            case >= EventKind.Said when room is not null:
                room.HandleLive(e);
                break;
            default:
                break;
        }
    }

    private void HandleResumed(SeenEvent e)
    {
        audit.Resumed++;
        _isResuming = false;
        _private.Continue();
        _member = _member == 0 ? e.Sender : _member;
        audit.Require(
            (e.Sender, e.Name) == (_member, name), $"{name} was resumed as {e.Name} {e.Sender}");
        _accepted = e.Number;
        for (int i = 0; i < e.Entries.Count; i++)
        {
            if (e.EntryTexts[i] == "gone")
            {
                _rooms.Remove(e.Entries[i].Name);
            }
            else
            {
                _rooms[e.Entries[i].Name].Lose(e.Entries[i].Number);
            }
        }
    }

    private void HandlePast(SeenEvent e)
    {
        _pastLeft--;
        ResumeRoom room = _rooms[_pastRoom];
        if (!room.HandlePast(e, isLast: _pastLeft == 0))
        {
            room.Ask(_peer!, ++_lastId);
        }
    }

    private void Answer(SeenEvent e)
    {
        bool isRefused = e.Kind == EventKind.Refused;
        if (isRefused && (_member == 0 || (_isResuming && e.Request == _resumeId)))
        {
            // The session was not on disk yet when the server crashed, or its name is still
            // reserved for an earlier session.
            audit.Require(
                !audit.HasKept(_member), $"{name} had kept messages and has no session: {e}");
            Forget();
        }
        else if (!_sent.Answer(_member, e) && isRefused)
        {
            // A page was refused because the store was busy.
            foreach (ResumeRoom view in _rooms.Values)
            {
                if (view.PageId == e.Request)
                {
                    view.Ask(_peer!, ++_lastId);
                }
            }
        }
    }

    private void Forget()
    {
        _rooms.Clear();
        _sent.Clear();
        _private.Clear();
        Token = [];
        (_member, _isResuming) = (0, false);
        Drop();
    }
}
