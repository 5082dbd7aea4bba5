using System.Runtime.InteropServices;
using Protocol;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;
using UnitTests.Simulation.World.Audit;

namespace UnitTests.Simulation.World.Clients;

/// <summary>
/// A client that receives sequence numbers. So it can check by itself that nothing is missing,
/// duplicated, or answered out of order.
/// </summary>
internal class NativeClient(SimWorld world, int index) : NativeSpeaker(world, index)
{
    private readonly List<byte> _unread = [];
    private readonly Dictionary<string, (ulong Incarnation, ulong Next)> _in = [];
    private readonly Queue<(string Room, ulong Sequence)> _toOrder = new();
    private readonly HashSet<string> _told = [];
    private readonly HashSet<string> _announced = [];
    private readonly Queue<ulong> _notKept = new();
    private bool _magicSeen;
    private ulong _privateSequence;
    private ulong _pastLeft;
    private ulong _hitsLeft;
    private ulong _joinedBy;
    private int _lastIndex;

    public ulong Id { get; private set; }

    public override bool IsNamed => Id != 0;

    public override string? Missing =>
        Pending.Count > 0 ? $"{Pending.Peek().Verb} #{Pending.Peek().Id} has no answer"
        : _toOrder.Count > 0 ? "it saw what the witness did not"
        : _pastLeft > 0 ? "less of the past came than was announced"
        : !HasSentAll ? "its requests are not read"
        : _notKept.Count > 0 ? $"message #{_notKept.Peek()} was not confirmed as kept"
        : null;

    protected override int Listener => 0;

    public override void CheckAgain()
    {
        while (_toOrder.TryPeek(out (string Room, ulong Sequence) key)
            && World.EventRecord.IndexOf(key.Room, key.Sequence) is var at and >= 0)
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
        foreach (string words in World.Private.To(Speaker))
        {
            if (!_told.Contains(words))
            {
                Fault(Invariant.ExactlyOnce, $"was never told {words}");
            }
        }

        int announced = World.EventRecord.AnnouncementsSince(World.EventRecord.EntryOf(FirstName));
        if (_announced.Count != announced)
        {
            Fault(Invariant.ExactlyOnce, $"received {_announced.Count} of {announced} notices");
        }

        if (FindRoomBehind() is { } behind)
        {
            Fault(Invariant.ExactlyOnce, behind);
        }
    }

    /// <summary>
    /// A member that gets an answer receives waiting join and leave events with it, earlier than
    /// others.
    /// </summary>
    public override bool IsBehind => FindRoomBehind() is not null;

    /// <summary>
    /// The next sequence number that it expects in a room; null if it is not in the room.
    /// </summary>
    public ulong? NextIn(string room) =>
        _in.TryGetValue(room, out (ulong, ulong Next) place) ? place.Next : null;

    protected override void Begin()
    {
        _unread.Clear();
        _in.Clear();
        _toOrder.Clear();
        _told.Clear();
        _magicSeen = false;
        _privateSequence = _pastLeft = _hitsLeft = _joinedBy = Id = 0;
        _lastIndex = 0;
        _announced.Clear();
        _notKept.Clear();
        base.Begin();
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

    /// <summary>A room that it is in has a new event.</summary>
    protected virtual void Happened(SeenEvent e)
    {
    }

    /// <summary>It received an announcement.</summary>
    protected virtual void Announced(SeenEvent e)
    {
    }

    /// <returns>A room of which the reference client has read more, as text; or null.</returns>
    private string? FindRoomBehind()
    {
        foreach ((string room, (ulong _, ulong next)) in _in)
        {
            if (World.ReferenceClient.NextIn(room) is { } right && right != next)
            {
                return $"waits for {next} in {room}, not for {right}";
            }
        }

        return null;
    }

    /// <summary>Checks the next event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="content">The hash of its native form, without the header.</param>
    protected void See(SeenEvent e, ulong content)
    {
        if (_pastLeft > 0)
        {
            _pastLeft--;
            CompareWithPast(e, content);
        }
        else if (_hitsLeft > 0)
        {
            // They may be from an earlier incarnation of the room.
            _hitsLeft--;
        }
        else if (e.Kind == EventKind.Told)
        {
            if (e.Sequence != ++_privateSequence || !_told.Add(e.Text))
            {
                Fault(Invariant.ExactlyOnce, $"{e} is not private message {_privateSequence}");
            }

            World.Audit.Hear(e.Text);
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
            World.Memory.Compare(place.Incarnation, e.Sequence, content, FirstName);
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
            Fault(Invariant.ExactlyOnce, $"received {e} and is not in that room");
        }

        if (e.Sequence != place.Next)
        {
            string what = e.Sequence < place.Next ? "got again, or late," : "got too early";
            Fault(Invariant.ExactlyOnce, $"{what} {e}: {place.Next} is next");
        }

        _in[e.Room] = (place.Incarnation, place.Next + 1);
        World.Memory.Compare(place.Incarnation, e.Sequence, content, FirstName);
        if (e.Sender == Id && ById.TryGetValue(e.Request, out PendingRequest? request))
        {
            request.Event = e;
        }

        Happened(e);
        if (World.EventRecord.Covers(e.Room))
        {
            _toOrder.Enqueue((e.Room, e.Sequence));
            CheckAgain();
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
            // A keep-alive request.
            Ask(RequestVerb.Ping);
            return;
        }

        if (e.Kind == EventKind.Notice && e.Request == 0)
        {
            SeeNotice(e);
            return;
        }

        if (e.Kind == EventKind.Kept)
        {
            SeeKept(e);
            return;
        }

        ulong joinedBy = _joinedBy;
        _joinedBy = e.Kind == EventKind.Joined ? e.Request : 0;
        if (e.Kind == EventKind.Past && joinedBy != 0 && joinedBy == e.Request)
        {
            _pastLeft = e.Count;
            return;
        }

        if (!Pending.TryPeek(out PendingRequest? request) || request.Id != e.Request)
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
        Pending.Dequeue();
        ById.Remove(request.Id);
    }

    /// <summary>Handles a notice that it has not requested.</summary>
    private void SeeNotice(SeenEvent e)
    {
        if (!e.Text.StartsWith("Announcement: ", StringComparison.Ordinal))
        {
            // A mute or its end: its consequences are checked where all messages are recorded.
            return;
        }

        if (!_announced.Add(e.Text))
        {
            Fault(Invariant.ExactlyOnce, $"received twice: {e}");
        }
        else
        {
            Announced(e);
            _toOrder.Enqueue((e.Text, 0));
            CheckAgain();
        }
    }

    /// <summary>Its messages up to a request are on disk.</summary>
    private void SeeKept(SeenEvent e)
    {
        while (_notKept.TryPeek(out ulong request) && request <= e.Request)
        {
            World.Memory.Confirm(Id, request, Speaker);
            _notKept.Dequeue();
        }
    }

    private void Note(PendingRequest request, SeenEvent e)
    {
        bool isMute = e.Kind == EventKind.Refused && e.Number == (ulong)RefusalCode.Muted;
        if (isMute && request.Event is not null)
        {
            Fault(Invariant.WhatWasRuled, $"{request.Event} was heard and is refused");
        }

        if (isMute && request.Words.Length > 0)
        {
            World.Audit.Silence(request.Words);
        }

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
            case EventKind.Hits:
                _hitsLeft = e.Count;
                break;
            case EventKind.Done when request.Verb == RequestVerb.Tell:
                World.Private.Note(request.Target, request.Words);
                break;
            case EventKind.Done when request.Verb == RequestVerb.Pass:
                break;
            case EventKind.Done when request.Event is not { } cause:
                Fault(Invariant.OneOrder, $"{e} came before what it speaks of");
                break;
            case EventKind.Done when request.Event!.Room != e.Room
                || request.Event.Sequence != e.Sequence:
                Fault(Invariant.OneOrder, $"{e} speaks of something else: {request.Event}");
                break;
            case EventKind.Done when IsToldKept:
                _notKept.Enqueue(request.Id);
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
