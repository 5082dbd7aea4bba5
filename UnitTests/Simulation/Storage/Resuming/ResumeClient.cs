using System.Text;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>
/// A client that resumes: it sends again what was not kept, and fills gaps with pages of the
/// history.
/// </summary>
internal sealed class ResumeClient(string name, ResumeAudit audit)
{
    private readonly SortedDictionary<ulong, (string Room, string Text, bool IsAnswered)> _open =
        [];

    private readonly Dictionary<string, ResumeRoom> _rooms = [];
    private NativePeer? _peer;
    private byte[] _token = [];
    private ulong _member;
    private ulong _lastId;
    private ulong _lastAnswered;
    private ulong _lastKept;
    private ulong _accepted;
    private ulong _resumeId;
    private ulong _barrierId;
    private ulong _pastLeft;
    private string _pastRoom = "";

    public string Name => name;

    public byte[] Token => _token;

    public bool IsConnected => _peer is not null;

    /// <summary>It has a name, and everything that it missed.</summary>
    public bool IsReady => IsConnected && _member > 0 && _barrierId == 0;

    /// <summary>Nothing is missing, and all of its messages are kept.</summary>
    public bool IsAtRest =>
        IsReady && Open == 0 && _rooms.Values.All(static room => room.PageId == 0);

    public int Open => _open.Count;

    public IReadOnlyDictionary<string, ResumeRoom> Rooms => _rooms;

    /// <summary>Its state, for the message of a failure.</summary>
    public override string ToString() =>
        $"{name} ({_member}, connected {IsConnected}, barrier {_barrierId}, "
        + $"open {string.Join(' ', _open)}, "
        + $"pages {string.Join(' ', _rooms.Select(static r => $"{r.Key}:{r.Value.PageId}"))})";

    public void Connect(NativePeer peer)
    {
        _peer = peer;
        _pastLeft = 0;
        peer.Hello(NativeWire.Resume | NativeWire.Keeps);
        if (_token.Length == 0)
        {
            peer.Request(RequestVerb.Name, ++_lastId, name);
            return;
        }

        foreach (ResumeRoom room in _rooms.Values)
        {
            room.PageId = 0;
            room.Held.Clear();
        }

        _resumeId = ++_lastId;
        _barrierId = ++_lastId;
        SendResume(
            peer, _token, _resumeId, _lastAnswered, _rooms.Select(static r => (
                r.Key, r.Value.Incarnation, r.Value.Last)));
        peer.Request(RequestVerb.Ping, _barrierId);
    }

    public static void SendResume(
        NativePeer peer,
        byte[] token,
        ulong id,
        ulong answered,
        IEnumerable<(string Name, ulong Incarnation, ulong Last)> rooms)
    {
        var space = new byte[1024];
        var writer = new ByteWriter(space);
        foreach ((string room, ulong incarnation, ulong last) in rooms)
        {
            RoomPositions.Write(ref writer, Encoding.UTF8.GetBytes(room), incarnation, last);
        }

        peer.Request(new ClientRequest
        {
            Verb = RequestVerb.Resume,
            Id = id,
            Target = token,
            Text = space.AsSpan(0, writer.Written),
            Number = answered,
        });
    }

    /// <summary>
    /// The connection is lost, after a part of the bytes that are under way in both directions.
    /// </summary>
    /// <param name="draw">Draws a number of bytes, at most as many as given.</param>
    public void Lose(Func<int, int> draw)
    {
        NativePeer peer = _peer!;
        if (IsReady && _rooms.ContainsKey("lobby"))
        {
            string text = $"{name}-cut-{++_lastId}";
            _open[_lastId] = ("lobby", text, false);
            audit.Send(_member, _lastId, text);
            peer.Request(
                new ClientRequest
                {
                    Verb = RequestVerb.Say,
                    Id = _lastId,
                    Target = "lobby"u8,
                    Text = Encoding.UTF8.GetBytes(text),
                },
                draw);
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

    public void Say(string room, string text)
    {
        _open[++_lastId] = (room, text, false);
        audit.Send(_member, _lastId, text);
        _peer!.Request(RequestVerb.Say, _lastId, room, text);
    }

    public void Join(string room) => _peer!.Request(RequestVerb.Join, ++_lastId, room);

    /// <summary>Uses an id a second time for another text.</summary>
    public void Lie(string room)
    {
        if (_lastKept > 0)
        {
            _peer!.Request(RequestVerb.Say, _lastKept, room, ResumeAudit.Lie);
        }
    }

    public void Read(SimDisk disk)
    {
        Read(_peer?.Take() ?? [], disk);
    }

    private void Read(List<SeenEvent> events, SimDisk? disk = null)
    {
        foreach (SeenEvent e in events)
        {
            if (_peer is not null)
            {
                Take(e, disk);
            }
        }
    }

    private void Take(SeenEvent e, SimDisk? disk)
    {
        ResumeRoom? room = _rooms.GetValueOrDefault(e.Room);
        if (_pastLeft > 0)
        {
            TakePast(e);
            return;
        }

        switch (e.Kind)
        {
            case EventKind.Welcome when _token.Length == 0:
                _token = e.DetailBytes;
                break;
            case EventKind.Named:
                _member = e.Sender;
                break;
            case EventKind.Resumed:
                TakeResumed(e);
                break;
            case EventKind.Joined when room is not null:
                Fill(room, e);
                break;
            case EventKind.Joined:
                _rooms[e.Room] = new ResumeRoom(e.Number, e.Sequence - 1);
                break;
            case EventKind.Past:
                (_pastLeft, _pastRoom) = (e.Count, e.Room);
                if (e.Count == 0 && room!.PageId == e.Request)
                {
                    EndPage(room);
                }

                break;
            case EventKind.Done or EventKind.Refused:
                Answer(e);
                break;
            case EventKind.Pong when e.Request == _barrierId:
                Continue();
                break;
            case EventKind.Kept:
                Keep(e.Request, disk);
                break;
            case EventKind.Goodbye:
                Drop();
                break;
            case >= EventKind.Said when room is not null:
                TakeLive(room, e);
                break;
            default:
                break;
        }
    }

    private void TakeResumed(SeenEvent e)
    {
        audit.Resumed++;
        _member = _member == 0 ? e.Sender : _member;
        audit.Require(
            (e.Sender, e.Name) == (_member, name), $"{name} was resumed as {e.Name} {e.Sender}");
        _accepted = e.Number;
        for (int i = 0; i < e.Entries.Count; i++)
        {
            if (e.EntryTexts[i] == "gone")
            {
                _rooms.Remove(e.Entries[i].Name);
                continue;
            }

            ResumeRoom room = _rooms[e.Entries[i].Name];
            ulong kept = e.Entries[i].Number;
            room.Lines.RemoveAll(line => line.Sequence > kept);
            room.Last = Math.Min(room.Last, kept);
        }
    }

    private void Fill(ResumeRoom room, SeenEvent joined)
    {
        room.Incarnation = joined.Number;
        room.Until = joined.Sequence - 1;
        if (joined.Request == _resumeId && room.Until > room.Last)
        {
            Ask(joined.Room, room);
        }
    }

    private void Ask(string name, ResumeRoom room)
    {
        room.PageId = ++_lastId;
        _peer!.Request(new ClientRequest
        {
            Verb = RequestVerb.History,
            Id = room.PageId,
            Target = Encoding.UTF8.GetBytes(name),
            Number = room.Last,
            Count = 3,
        });
    }

    private void TakePast(SeenEvent e)
    {
        _pastLeft--;
        ResumeRoom room = _rooms[_pastRoom];
        if (room.PageId > 0 && e.Sequence > room.Last && e.Sequence <= room.Until)
        {
            Add(room, e);
        }

        if (_pastLeft == 0 && room.PageId > 0)
        {
            if (e.Sequence >= room.Until)
            {
                EndPage(room);
            }
            else
            {
                Ask(_pastRoom, room);
            }
        }
    }

    private void EndPage(ResumeRoom room)
    {
        room.PageId = 0;
        room.Last = Math.Max(room.Last, room.Until);
        foreach (SeenEvent e in room.Held)
        {
            TakeLive(room, e);
        }

        room.Held.Clear();
    }

    private void TakeLive(ResumeRoom room, SeenEvent e)
    {
        if (room.PageId > 0)
        {
            room.Held.Add(e);
        }
        else if (e.Kind == EventKind.Said)
        {
            Add(room, e);
        }
        else
        {
            room.Last = e.Sequence;
        }
    }

    private void Add(ResumeRoom room, SeenEvent e)
    {
        audit.Require(e.Text != ResumeAudit.Lie, $"{name} received a repeated request");
        audit.Require(e.Sequence > room.Last, $"{name} got {e} after {room.Last}");
        room.Last = e.Sequence;
        room.Lines.Add((e.Sequence, e.Text));
    }

    private void Answer(SeenEvent e)
    {
        bool isRefused = e.Kind == EventKind.Refused;
        if (isRefused && (e.Request == _resumeId || _member == 0))
        {
            // The session is unknown, or its name is still reserved for an earlier session.
            Forget();
        }
        else if (_open.TryGetValue(e.Request, out (string Room, string Text, bool) sent))
        {
            _lastAnswered = Math.Max(_lastAnswered, e.Request);
            _open[e.Request] = (sent.Room, sent.Text, true);
            if (isRefused)
            {
                _open.Remove(e.Request);
            }
        }
        else if (isRefused)
        {
            // A page was refused because the store was busy.
            foreach ((string room, ResumeRoom view) in _rooms)
            {
                if (view.PageId == e.Request)
                {
                    Ask(room, view);
                }
            }
        }
    }

    private void Keep(ulong upTo, SimDisk? disk)
    {
        foreach (ulong id in _open.Keys.Where(id => id <= upTo && _open[id].IsAnswered).ToArray())
        {
            _open.Remove(id);
            _lastKept = id;
            audit.Keep(_member, id);
        }

        if (disk is not null)
        {
            audit.CheckDisk(disk);
        }
    }

    /// <summary>The session was not on disk yet when the server crashed.</summary>
    private void Forget()
    {
        audit.Require(!audit.HasKept(_member), $"{name} had kept messages and has no session");
        _rooms.Clear();
        _open.Clear();
        _token = [];
        (_member, _lastKept) = (0, 0);
        Drop();
    }

    /// <summary>All missed answers have arrived: sends again what was not accepted.</summary>
    private void Continue()
    {
        _barrierId = 0;
        foreach ((ulong id, (string room, string text, bool _)) in _open.ToArray())
        {
            if (id <= _accepted)
            {
                _open[id] = (room, text, true);
            }
            else
            {
                _peer!.Request(RequestVerb.Say, id, room, text);
            }
        }
    }
}
