using Protocol.Messages;

namespace EventLoopServer.Chat;

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

    /// <summary>Says something, does something: it takes a number and is remembered.</summary>
    /// <param name="kind">Whether it is said or done.</param>
    /// <param name="speaker">The sender.</param>
    /// <param name="request">The request, with a text and empty lines that were checked.</param>
    /// <param name="timeMs">Milliseconds since 1970.</param>
    /// <returns>The number.</returns>
    public ulong Say(EventKind kind, Member speaker, in ClientRequest request, long timeMs)
    {
        ServerEvent e = Number(
            kind,
            speaker,
            speaker.NameUtf8,
            request.Id,
            timeMs,
            request.Text,
            kind == EventKind.Said ? request.Number : 0);
        Tell(e, speaker);
        RoomHistory.Add(e);
        return e.Sequence;
    }

    /// <summary>Tells the room that something about a member or the topic has changed.</summary>
    /// <returns>The number that it took.</returns>
    public ulong Notify(
        EventKind kind,
        Member member,
        ReadOnlySpan<byte> memberName,
        ulong requestId,
        long timeMs,
        ReadOnlySpan<byte> text,
        Member? speaker = null)
    {
        ServerEvent e = Number(kind, member, memberName, requestId, timeMs, text);
        Tell(e, speaker);
        return e.Sequence;
    }

    public void SetTopic(ReadOnlySpan<byte> topic, Member setter, long timeMs)
    {
        Topic = topic.ToArray();
        TopicSetter = setter.NameUtf8.ToArray();
        TopicSetterId = setter.Id;
        TopicTimeMs = timeMs;
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

    /// <summary>A number is taken once it was told: a fault on the way leaves no hole.</summary>
    private void Tell(in ServerEvent e, Member? speaker)
    {
        output.Tell(this, e, speaker);
        NextSequence++;
    }
}
