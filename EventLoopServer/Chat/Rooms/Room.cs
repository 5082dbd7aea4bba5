using EventLoopServer.Chat.Resuming;
using EventLoopServer.Chat.Storage;
using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// A room: its members, name, topic and history, and the sequence numbers of its events.
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

    /// <summary>
    /// A small number for array look-ups. It is used again after the room was removed.
    /// </summary>
    public int Index { get; } = index;

    /// <summary>Distinguishes this room from earlier rooms of the same name.</summary>
    public ulong Incarnation { get; private set; } = incarnation;

    public bool IsLobby { get; } = isLobby;

    public RoomHistory RoomHistory { get; } = roomHistory;

    /// <summary>The sequence number of the next event.</summary>
    public ulong NextSequence { get; private set; } = 1;

    public byte[] Topic { get; private set; } = [];

    public byte[] TopicSetter { get; private set; } = [];

    public ulong TopicSetterId { get; private set; }

    public long TopicTimeMs { get; private set; }

    /// <summary>Stores the messages and topics of the room.</summary>
    public IChatStore Store { get; set; } = NoStore.Instance;

    /// <summary>The number of the room's last stored event; 0 when it has none.</summary>
    public ulong LastStored { get; private set; }

    /// <summary>The room's incarnations that ended in a crash, oldest first.</summary>
    public IReadOnlyList<IncarnationEnd> Ends { get; private set; } = [];

    /// <summary>True for a restored room whose lines could not be read from the store.</summary>
    public bool HasUnreadPast { get; private set; }

    /// <summary>The members, in no particular order.</summary>
    public IReadOnlyList<Membership> Members => _members;

    /// <summary>
    /// Turns a member's proposal (a text or a topic) into an event, if the member may still send to
    /// this room. It numbers the event, stores it, sends it to the members, adds a text to the
    /// history, and answers the member.
    /// </summary>
    public void Apply(in RoomProposal proposal)
    {
        Member member = proposal.Member;
        if (proposal.Device is { } device && device.Member == member)
        {
            // The answer goes to the device that made the proposal, even if it is applied later.
            member.Device = device;
        }

        ResumableSession? session = member.Resumable;
        if (session is not null && session.IsUsed(proposal.RequestId))
        {
            member.Device.Repeat(proposal.RequestId);
            return;
        }

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

        ServerEvent e = Number(
            proposal.Kind,
            member,
            member.NameUtf8,
            proposal.RequestId,
            proposal.Now.UnixMs,
            proposal.Text,
            proposal.EmptyLines);
        if (!TryStore(e, session))
        {
            member.Refuse(proposal.RequestId, Refusal.For(RefusalCode.StoreBusy));
            return;
        }

        bool isTopic = proposal.Kind == EventKind.TopicSet;
        if (isTopic)
        {
            SetTopic(proposal);
        }

        // A text is not sent back to a sender whose terminal has already shown it. Topics go to all
        // members. Files do too, because another program has sent the file.
        bool isFile = proposal.Kind == EventKind.Shared;
        output.Send(this, e, isTopic || isFile ? null : member);

        // An event that is not stored uses up its number only after it was sent, so that an
        // exception leaves no gap. A stored event has used up its number already.
        NextSequence = e.Sequence + 1;
        if (!isTopic)
        {
            RoomHistory.Add(e);
        }

        if (isFile)
        {
            // The upload was answered over HTTP.
            return;
        }

        bool isStored = LastStored == e.Sequence;
        bool isUnstored = !isStored && Store is not NoStore;
        session?.Accept(
            new Outcome(proposal.RequestId, e.TimeMs, Name.Key, e.Sequence, null)
            {
                IsUnstored = isUnstored,
            },
            Store.Appended);
        member.Done(
            proposal.RequestId, proposal.Now.UnixMs, Name.Utf8, e.Sequence, isUnstored);
        if (isStored)
        {
            member.Output.Stored(Store.Appended, proposal.RequestId);
        }
    }

    /// <summary>
    /// Sends the room an event about a member, such as a join. The event is numbered, but not
    /// stored.
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
        output.Send(this, e, speaker);
        NextSequence++;
    }

    /// <summary>
    /// Reserves number 1, so that a message never has it. Usually the join of the first member has
    /// it; after a restart, members are in a room without joins. A client without lines requests
    /// the lines after 1, because a request for the lines after 0 means the newest ones.
    /// </summary>
    public void SkipFirstNumber() => NextSequence = Math.Max(2, NextSequence);

    /// <summary>Loads the stored state into a room that has no members or events yet.</summary>
    /// <param name="stored">The stored state.</param>
    /// <param name="lines">The last lines, oldest first; null when they could not be read.</param>
    public void Restore(StoredRoom stored, IReadOnlyList<StoredLine>? lines)
    {
        Incarnation = stored.Incarnation;
        Ends = stored.Ends;
        NextSequence = stored.Next;
        LastStored = stored.LastStored;
        Topic = stored.Topic;
        TopicSetter = stored.TopicSetter;
        TopicSetterId = stored.TopicSetterId;
        TopicTimeMs = stored.TopicTimeMs;
        HasUnreadPast = lines is null;

        // The store may return fewer lines than requested, because an answer has a size limit. Only
        // an empty answer shows that there are no older lines.
        RoomHistory.HasOlder = lines is not { Count: 0 };
        foreach (StoredLine line in lines ?? [])
        {
            if (line.Kind != EventKind.TopicSet)
            {
                RoomHistory.Add(line.ToEvent(Name.Utf8, IsLobby));
            }
        }
    }

    /// <summary>
    /// The state that stays in memory after the last member left. It has no lines.
    /// </summary>
    public StoredRoom Unload() => new(Name.Text, Incarnation, NextSequence, LastStored)
    {
        Ends = Ends,
        Topic = Topic,
        TopicSetter = TopicSetter,
        TopicSetterId = TopicSetterId,
        TopicTimeMs = TopicTimeMs,
    };

    /// <summary>
    /// The number of an incarnation's last line that the room still has. A crash lost the lines
    /// after it. If the room does not know the incarnation, a crash lost all its lines, because an
    /// incarnation is stored no later than its first line. The room then has the lines up to the
    /// end of the newest incarnation that ended.
    /// </summary>
    public ulong LastKeptOf(ulong incarnation)
    {
        if (incarnation == Incarnation)
        {
            return NextSequence - 1;
        }

        foreach (IncarnationEnd end in Ends)
        {
            if (end.Incarnation == incarnation)
            {
                return end.LastKept;
            }
        }

        return Ends.Count > 0 ? Ends[^1].LastKept : 0;
    }

    public void Add(Membership membership)
    {
        membership.Position = _members.Count;
        _members.Add(membership);
    }

    /// <summary>Removes a member. The last member of the list takes its position.</summary>
    public void Remove(Membership membership)
    {
        Membership last = _members[^1];
        _members[membership.Position] = last;
        last.Position = membership.Position;
        _members.RemoveAt(_members.Count - 1);
    }

    /// <summary>
    /// Appends an event to the store. A stored event uses up its number at once, because no other
    /// event may get the same number if sending this one fails.
    /// </summary>
    /// <returns>False when the store does not accept more messages.</returns>
    private bool TryStore(in ServerEvent e, ResumableSession? session)
    {
        long position = Store.Appended;
        bool isAccepted = Store.TryAppend(new StoredMessage
        {
            Kind = e.Kind,
            Room = e.Room,
            Incarnation = Incarnation,
            Sequence = e.Sequence,
            TimeMs = e.TimeMs,
            SenderId = e.SenderId,
            RequestId = e.RequestId,
            Session = e.RequestId > 0 && session is not null ? session.Id : 0,
            EmptyLines = (int)e.Number,
            Name = e.Name,
            Text = e.Text,
        });
        if (Store.Appended != position)
        {
            LastStored = e.Sequence;
            NextSequence = e.Sequence + 1;
        }

        return isAccepted;
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
