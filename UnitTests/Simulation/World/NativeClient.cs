using System.Runtime.InteropServices;
using Protocol;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Simulation.World;

/// <summary>
/// A client that sees numbers, and so knows by itself whether it missed something, got something
/// twice, or was answered out of order.
/// </summary>
internal class NativeClient(SimWorld world, int index) : WorldClient(world, index)
{
    private static readonly string[] s_rooms =
        ["lobby", "tea", "den", "attic", "e0", "e1", "e2", "e3"];

    private readonly List<byte> _unread = [];
    private readonly Queue<PendingRequest> _pending = new();
    private readonly Dictionary<ulong, PendingRequest> _byId = [];
    private readonly Dictionary<string, (ulong Incarnation, ulong Next)> _in = [];
    private readonly Queue<(string Room, ulong Sequence)> _toOrder = new();
    private readonly HashSet<string> _told = [];
    private bool _magicSeen;
    private ulong _requests;
    private ulong _privateSequence;
    private ulong _pastLeft;
    private ulong _joinedBy;
    private int _lastIndex;
    private int _renames;

    public ulong Id { get; private set; }

    public override bool IsNamed => Id != 0;

    public override string? Missing =>
        _pending.Count > 0 ? $"{_pending.Peek().Verb} #{_pending.Peek().Id} has no answer"
        : _toOrder.Count > 0 ? "it saw what the witness did not"
        : _pastLeft > 0 ? "less of the past came than was announced"
        : !HasSentAll ? "its requests are not read"
        : null;

    protected override int Listener => 0;

    public override void LookAgain()
    {
        while (_toOrder.TryPeek(out (string Room, ulong Sequence) key)
            && World.Chronicle.IndexOf(key.Room, key.Sequence) is var at and >= 0)
        {
            if (at < _lastIndex)
            {
                Fault(Invariant.OneOrder, $"{key} came behind what happened later");
            }

            _lastIndex = at;
            _toOrder.Dequeue();
        }
    }

    public override void CheckRest()
    {
        base.CheckRest();
        foreach (string words in World.PrivateWordsTo(Speaker))
        {
            if (!_told.Contains(words))
            {
                Fault(Invariant.ExactlyOnce, $"was never told {words}");
            }
        }

        foreach ((string room, (ulong _, ulong next)) in _in)
        {
            if (World.Witness.NextIn(room) is { } right && right != next)
            {
                Fault(Invariant.ExactlyOnce, $"waits for {next} in {room}, not for {right}");
            }
        }
    }

    /// <summary>The number that it waits for in a room; null when it is not in it.</summary>
    public ulong? NextIn(string room) =>
        _in.TryGetValue(room, out (ulong, ulong Next) place) ? place.Next : null;

    protected override void Begin()
    {
        _unread.Clear();
        _pending.Clear();
        _byId.Clear();
        _in.Clear();
        _toOrder.Clear();
        _told.Clear();
        _magicSeen = false;
        _requests = _privateSequence = _pastLeft = _joinedBy = Id = 0;
        _lastIndex = _renames = 0;
        var space = new byte[128];
        var writer = new ByteWriter(space);
        NativeWire.WriteHello(ref writer, "world"u8, default, 0);
        Put(space.AsSpan(0, writer.Written));
        _pending.Enqueue(new PendingRequest(RequestVerb.Hello, 0));
        Ask(RequestVerb.Name, FirstName);
    }

    protected void Ask(RequestVerb verb, string target = "", string text = "", ulong number = 0)
    {
        var space = new byte[((target.Length + text.Length) * 4) + 64];
        var writer = new ByteWriter(space);
        var request = new PendingRequest(verb, ++_requests) { Words = text, Target = target };
        NativeWire.WriteRequest(ref writer, new ClientRequest
        {
            Verb = verb,
            Id = request.Id,
            Target = ChronicleEvent.Utf8(target),
            Text = ChronicleEvent.Utf8(text),
            Number = number,
        });
        Put(space.AsSpan(0, writer.Written));
        _pending.Enqueue(request);
        _byId.Add(request.Id, request);
    }

    protected override void Behave(ref Dice dice)
    {
        if (_pending.Count > 50)
        {
            return;
        }

        string room = s_rooms[dice.Below(dice.Chance(300) ? s_rooms.Length : 3)];
        for (int times = dice.Chance(50) ? 20 : 1 + dice.Below(2); times > 0; times--)
        {
            AskSomething(ref dice, room);
        }
    }

    protected override void Understand(byte[] bytes)
    {
        _unread.AddRange(World.Open(this, bytes));
        Span<byte> all = CollectionsMarshal.AsSpan(_unread);
        int at = 0;
        if (!_magicSeen)
        {
            int magic = all.IndexOf(NativeWire.Magic);
            if (magic < 0)
            {
                return;
            }

            _magicSeen = true;
            at = magic + NativeWire.Magic.Length;
        }

        while (FrameDecoder.Decode(
            all[at..],
            WireLimits.ServerFrameBytes,
            out int used,
            out FrameHeader header,
            out ReadOnlySpan<byte> body) is var status && status != DecodeStatus.NeedMore)
        {
            at += used;
            if (status != DecodeStatus.Item
                || !NativeWire.TryReadEvent((EventKind)header.Kind, body, out ServerEvent e))
            {
                Fault(Invariant.ExactlyOnce, $"a frame of kind {header.Kind:X} cannot be read");
                return;
            }

            if (HasReadGoodbye)
            {
                Fault(Invariant.ExactlyOnce, $"{e.Kind} came behind goodbye");
            }

            See(new SeenEvent(e), Trace.HashOf(body));
        }

        _unread.RemoveRange(0, at);
    }

    /// <summary>Something happened in a room that it is in, for the first time.</summary>
    protected virtual void Happened(SeenEvent e)
    {
    }

    private void AskSomething(ref Dice dice, string room)
    {
        switch (dice.Below(100))
        {
            case < 45:
                Ask(RequestVerb.Say, dice.Chance(300) ? "" : room, NextWords(ref dice));
                break;
            case < 50:
                Ask(RequestVerb.Me, "", NextWords(ref dice));
                break;
            case < 62:
                Ask(RequestVerb.Join, room);
                break;
            case < 69:
                Ask(World.Setting.LeaveVerb, dice.Chance(500) ? "" : room);
                break;
            case < 76:
                Ask(RequestVerb.Tell, World.SomeName(ref dice), NextWords(ref dice));
                break;
            case < 78:
                Ask(RequestVerb.Topic, room, dice.Chance(500) ? "" : $"topic of {Speaker}");
                break;
            case < 80:
                Ask(RequestVerb.Rename, $"{FirstName}r{++_renames}");
                break;
            case < 88:
                Ask(RequestVerb.Ping);
                break;
            case < 92:
                Ask(RequestVerb.Members, room);
                break;
            case < 94:
                Ask(RequestVerb.Rooms);
                break;
            case < 96:
                Ask(RequestVerb.History, room, "", (ulong)dice.Below(30));
                break;
            case 96:
                Ask(RequestVerb.Help);
                break;
            case 97:
                Ask((RequestVerb)0x50);
                break;
            case 98:
                Ask(RequestVerb.Say, room, new string('x', World.Setting.Options.MessageBytes + 1));
                break;
            default:
                if (dice.Chance(200))
                {
                    Ask(dice.Chance(500) ? RequestVerb.Quit : SimWorld.FailVerb);
                    IsLeaving = true;
                }

                break;
        }
    }

    private void See(SeenEvent e, ulong content)
    {
        if (_pastLeft > 0)
        {
            _pastLeft--;
            CompareWithPast(e, content);
        }
        else if (e.Kind == EventKind.Told)
        {
            if (e.Sequence != ++_privateSequence || !_told.Add(e.Text))
            {
                Fault(Invariant.ExactlyOnce, $"{e} is not private message {_privateSequence}");
            }
        }
        else if (e.Kind >= EventKind.Said)
        {
            SeeInRoom(e, content);
        }
        else
        {
            SeeReply(e);
        }
    }

    private void CompareWithPast(SeenEvent e, ulong content)
    {
        if (_in.TryGetValue(e.Room, out (ulong Incarnation, ulong Next) place))
        {
            World.Chronicle.Compare(place.Incarnation, e.Sequence, content, FirstName);
            if (e.Sequence >= place.Next)
            {
                Fault(Invariant.OneOrder, $"{e} is in the past before it happened");
            }
        }
    }

    private void SeeInRoom(SeenEvent e, ulong content)
    {
        if (!_in.TryGetValue(e.Room, out (ulong Incarnation, ulong Next) place))
        {
            Fault(Invariant.ExactlyOnce, $"was told {e}, and is not in that room");
        }

        if (e.Sequence != place.Next)
        {
            string what = e.Sequence < place.Next ? "got again, or late," : "got too early";
            Fault(Invariant.ExactlyOnce, $"{what} {e}: {place.Next} is next");
        }

        _in[e.Room] = (place.Incarnation, place.Next + 1);
        World.Chronicle.Compare(place.Incarnation, e.Sequence, content, FirstName);
        if (e.Sender == Id && _byId.TryGetValue(e.Request, out PendingRequest? request))
        {
            request.Event = e;
        }

        Happened(e);
        if (World.Chronicle.Covers(e.Room))
        {
            _toOrder.Enqueue((e.Room, e.Sequence));
            LookAgain();
        }
    }

    private void SeeReply(SeenEvent e)
    {
        if (e.Kind == EventKind.Goodbye)
        {
            HasReadGoodbye = true;
            return;
        }

        if (e.Kind == EventKind.Ping)
        {
            // It is asked whether it is there.
            Ask(RequestVerb.Ping);
            return;
        }

        ulong joinedBy = _joinedBy;
        _joinedBy = e.Kind == EventKind.Joined ? e.Request : 0;
        if (e.Kind == EventKind.Past && joinedBy != 0 && joinedBy == e.Request)
        {
            _pastLeft = e.Count;
            return;
        }

        if (!_pending.TryPeek(out PendingRequest? request) || request.Id != e.Request)
        {
            Fault(Invariant.OneOrder, $"was answered {e}, which is not its next request");
            return;
        }

        if (!request.MayGet(e.Kind, World.Setting.LeaveVerb))
        {
            Fault(Invariant.OneOrder, $"{request.Verb} was answered {e}");
        }

        if (e.Kind == EventKind.Named && request.Verb == RequestVerb.Name)
        {
            request.IsHalf = true;
            Id = e.Sender;
            return;
        }

        Note(request, e);
        _pending.Dequeue();
        _byId.Remove(request.Id);
    }

    private void Note(PendingRequest request, SeenEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Joined:
                NoteJoined(e);
                break;
            case EventKind.Parted:
                _in.Remove(e.Room);
                break;
            case EventKind.Past:
                _pastLeft = e.Count;
                break;
            case EventKind.Done when request.Verb == RequestVerb.Tell:
                World.NotePrivate(request.Target, request.Words);
                break;
            case EventKind.Done when request.Event is not { } cause:
                Fault(Invariant.OneOrder, $"{e} came before what it speaks of");
                break;
            case EventKind.Done when request.Event!.Room != e.Room
                || request.Event.Sequence != e.Sequence:
                Fault(Invariant.OneOrder, $"{e} speaks of something else: {request.Event}");
                break;
            default:
                break;
        }
    }

    private void NoteJoined(SeenEvent e)
    {
        if (_in.TryGetValue(e.Room, out (ulong Incarnation, ulong Next) place)
            && place != (e.Number, e.Sequence))
        {
            Fault(Invariant.ExactlyOnce, $"{e}, and it waits for {place.Next}");
        }

        _in[e.Room] = (e.Number, e.Sequence);
        World.NoteJoined(this, e.Room);
    }
}
