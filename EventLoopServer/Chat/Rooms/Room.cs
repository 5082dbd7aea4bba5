using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// A room: the people in it, what they call it, what was said last, and the one count that all that
/// happens in it goes by.
/// </summary>
internal sealed class Room(
    Nickname name,
    int index,
    ulong incarnation,
    bool isLobby,
    RoomHistory roomHistory,
    IRoomOutput output)
{
    private readonly List<Membership> _members = [];

    public Nickname Name { get; } = name;

    /// <summary>A small number, used again when the room is gone: for arrays beside.</summary>
    public int Index { get; } = index;

    /// <summary>Tells this room from an earlier one of the same name.</summary>
    public ulong Incarnation { get; } = incarnation;

    public bool IsLobby { get; } = isLobby;

    public RoomHistory RoomHistory { get; } = roomHistory;

    /// <summary>The number that the next event takes.</summary>
    public ulong NextSequence { get; private set; } = 1;

    public byte[] Topic { get; private set; } = [];

    public byte[] TopicSetter { get; private set; } = [];

    public ulong TopicSetterId { get; private set; }

    public long TopicTimeMs { get; private set; }

    /// <summary>The people in it, in no order that means something.</summary>
    public IReadOnlyList<Membership> Members => _members;

    /// <summary>
    /// Does what was proposed, if it may still be done: numbers the event, sends it to the members,
    /// remembers it and answers.
    /// </summary>
    public void Apply(in RoomProposal proposal)
    {
        Member member = proposal.Member;
        if (!member.IsIn(this))
        {
            member.Refuse(proposal.RequestId, Refusal.For(RefusalCode.NotInRoom, Name.Text));
            return;
        }

        if (member.MutedUntilMs > proposal.Now.NowMs)
        {
            member.Refuse(proposal.RequestId, Refusal.For(RefusalCode.Muted));
            return;
        }

        bool isTopic = proposal.Kind == EventKind.TopicSet;
        if (isTopic)
        {
            SetTopic(proposal);
        }

        ServerEvent e = Number(
            proposal.Kind,
            member,
            member.NameUtf8,
            proposal.RequestId,
            proposal.Now.UnixMs,
            proposal.Text,
            proposal.EmptyLines);
        output.Tell(this, e, isTopic ? null : member);

        // Taken once the event was sent: a fault on the way leaves no hole.
        NextSequence++;
        if (!isTopic)
        {
            RoomHistory.Add(e);
        }

        member.Done(proposal.RequestId, proposal.Now.UnixMs, Name.Utf8, e.Sequence);
    }

    /// <summary>Tells the room that something about a member has changed.</summary>
    public void Notify(
        EventKind kind,
        Member member,
        ReadOnlySpan<byte> memberName,
        ulong requestId,
        long timeMs,
        ReadOnlySpan<byte> text,
        Member? speaker = null)
    {
        ServerEvent e = Number(kind, member, memberName, requestId, timeMs, text);
        output.Tell(this, e, speaker);
        NextSequence++;
    }

    public void Add(Membership membership)
    {
        membership.Position = _members.Count;
        _members.Add(membership);
    }

    public void Remove(Membership membership)
    {
        Membership last = _members[^1];
        _members[membership.Position] = last;
        last.Position = membership.Position;
        _members.RemoveAt(_members.Count - 1);
    }

    private void SetTopic(in RoomProposal proposal)
    {
        Topic = proposal.Text.ToArray();
        TopicSetter = proposal.Member.NameUtf8.ToArray();
        TopicSetterId = proposal.Member.Id;
        TopicTimeMs = proposal.Now.UnixMs;
    }

    private ServerEvent Number(
        EventKind kind,
        Member member,
        ReadOnlySpan<byte> memberName,
        ulong requestId,
        long timeMs,
        ReadOnlySpan<byte> text,
        ulong emptyLines = 0) => new()
        {
            Kind = kind,
            RequestId = requestId,
            SenderId = member.Id,
            TimeMs = timeMs,
            Sequence = NextSequence,
            Room = Name.Utf8,
            Name = memberName,
            Text = text,
            Number = emptyLines,
            InLobby = IsLobby,
        };
}
