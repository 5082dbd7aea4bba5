using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// A room: its members, name, topic and history, and the sequence number of its events.
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

    /// <summary>A small number for array look-ups, used again after the room was removed.</summary>
    public int Index { get; } = index;

    /// <summary>Distinguishes this room from an earlier one of the same name.</summary>
    public ulong Incarnation { get; } = incarnation;

    public bool IsLobby { get; } = isLobby;

    public RoomHistory RoomHistory { get; } = roomHistory;

    /// <summary>The sequence number of the next event.</summary>
    public ulong NextSequence { get; private set; } = 1;

    public byte[] Topic { get; private set; } = [];

    public byte[] TopicSetter { get; private set; } = [];

    public ulong TopicSetterId { get; private set; }

    public long TopicTimeMs { get; private set; }

    /// <summary>The members, in no particular order.</summary>
    public IReadOnlyList<Membership> Members => _members;

    /// <summary>
    /// Turns a member's proposal (a text or a topic) into an event, if the member may still send to
    /// this room: numbers the event, sends it to the members, adds a text to the history, and
    /// answers the member.
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

        // A text is not sent back to a sender whose terminal has shown it; a topic goes to all.
        output.Tell(this, e, isTopic ? null : member);

        // After the event was sent, so that an exception leaves no gap in the numbers.
        NextSequence++;
        if (!isTopic)
        {
            RoomHistory.Add(e);
        }

        member.Done(proposal.RequestId, proposal.Now.UnixMs, Name.Utf8, e.Sequence);
    }

    /// <summary>
    /// Sends the room an event about a member, such as a join. It is numbered, but not stored.
    /// </summary>
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

    /// <summary>Removes a member: the last one of the list takes its position.</summary>
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
