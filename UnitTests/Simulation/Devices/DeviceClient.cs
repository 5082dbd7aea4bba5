using Protocol.Dialects.Native;
using Protocol.Messages;

namespace UnitTests.Simulation.Devices;

/// <summary>
/// One device of a user. It resumes its session, and logs in when it has none. It checks that the
/// events of its rooms have no gap and no repetition.
/// </summary>
/// <param name="user">The name of the account.</param>
/// <param name="ledger">What all devices have got.</param>
internal sealed class DeviceClient(string user, DeviceLedger ledger)
{
    public const string Password = "correct horse";

    private const ulong Capabilities =
        NativeWire.Resume | NativeWire.Keeps | NativeWire.ReadMarks;

    private readonly Dictionary<string, (ulong Incarnation, ulong Next)> _rooms = [];
    private NativePeer? _peer;
    private byte[] _token = [];
    private byte[] _offered = [];
    private ulong _lastId;
    private ulong _told;
    private bool _hasGap;
    private ulong _pastLeft;

    public string User => user;

    public bool IsConnected => _peer is not null;

    /// <summary>It has its name.</summary>
    public bool IsIn { get; private set; }

    public void Connect(NativePeer peer)
    {
        _peer = peer;
        _pastLeft = 0;
        _rooms.Clear();
        peer.Hello(Capabilities);
        if (_token.Length > 0)
        {
            peer.Request(new ClientRequest
            {
                Verb = RequestVerb.Resume,
                Id = ++_lastId,
                Target = _token,
                Count = _told,
            });
        }
        else
        {
            Request(RequestVerb.Login, user, Password);
        }
    }

    public void Request(
        RequestVerb verb, string target = "", string text = "", ulong number = 0) =>
        _peer?.Request(verb, ++_lastId, target, text, number);

    /// <summary>The connection breaks; what has arrived was not read.</summary>
    public void Break()
    {
        _peer!.Wire.Reset();
        Drop();
    }

    public void Drop()
    {
        _peer = null;
        IsIn = false;
    }

    public void Read()
    {
        foreach (SeenEvent e in _peer?.Take() ?? [])
        {
            Take(e);
        }
    }

    /// <summary>The next event of a room has this number.</summary>
    public void Expect(string room, ulong incarnation, ulong next) =>
        _rooms[room] = (incarnation, next);

    public void TakeEvent(string room, ulong number, string content)
    {
        ledger.Require(_rooms.ContainsKey(room), $"{user} is not in {room}: {content}");
        (ulong incarnation, ulong next) = _rooms[room];
        ledger.Require(number == next, $"{user} got {number} of {room} instead of {next}");
        _rooms[room] = (incarnation, next + 1);
        ledger.Take(user, (room, incarnation), number, content);
    }

    private void Take(SeenEvent e)
    {
        if (_pastLeft > 0)
        {
            _pastLeft--;
            return;
        }

        switch (e.Kind)
        {
            case EventKind.Welcome:
                _offered = e.DetailBytes;
                break;
            case EventKind.Named:
                (_token, _told, IsIn) = (_offered, 0, true);
                ledger.Require(e.Name == user, $"{user} is {e.Name}");
                break;
            case EventKind.Resumed:
                // After a restart its private numbers jump.
                (_hasGap, IsIn) = (true, true);
                ledger.Require(e.Name == user, $"{user} is {e.Name}");
                break;
            case EventKind.Joined:
                Join(e);
                break;
            case EventKind.Parted:
                _rooms.Remove(e.Room);
                break;
            case EventKind.Past:
                _pastLeft = e.Count;
                break;
            case EventKind.Refused when !IsIn:
                Request(RequestVerb.Login, user, Password);
                break;
            case EventKind.Read:
                ledger.Require(
                    e.Sequence < _rooms[e.Room].Next, $"{user} has read {e.Sequence} of {e.Room}");
                break;
            case EventKind.Told:
                ledger.Require(
                    e.Sequence == _told + 1 || (_hasGap && e.Sequence > _told),
                    $"{user} got the private line {e.Sequence} after {_told}");
                (_told, _hasGap) = (e.Sequence, false);
                break;
            case EventKind.Goodbye:
                Drop();
                break;
            case >= EventKind.Said:
                TakeEvent(e.Room, e.Sequence, $"{e.Kind} {e.Sender} {e.Request} {e.Text}");
                break;
            default:
                break;
        }
    }

    private void Join(SeenEvent e)
    {
        if (_rooms.TryGetValue(e.Room, out (ulong Incarnation, ulong Next) known))
        {
            ledger.Require(
                known == (e.Number, e.Sequence), $"{user} is in {e.Room} at {known} and {e}");
        }

        Expect(e.Room, e.Number, e.Sequence);
    }
}
