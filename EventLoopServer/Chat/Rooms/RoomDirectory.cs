using System.Text;
using Protocol;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// All members and rooms. Every member starts in the lobby, which always exists. Another room is
/// made when the first member enters it and removed when the last one leaves.
/// </summary>
internal sealed class RoomDirectory
{
    /// <summary>
    /// Highest number that is tried in sequence for one name. It is enough for a school class, and
    /// small enough for a crowd.
    /// </summary>
    private const ulong LastTriedNumber = 32;

    private readonly Dictionary<byte[], Member> _members = new(NameComparer.Instance);
    private readonly Dictionary<byte[], Member>.AlternateLookup<ReadOnlySpan<byte>> _memberByName;
    private readonly Dictionary<ulong, Member> _named = [];
    private readonly Dictionary<byte[], Room> _rooms = new(NameComparer.Instance);
    private readonly Dictionary<byte[], Room>.AlternateLookup<ReadOnlySpan<byte>> _roomByName;
    private readonly Dictionary<string, Member> _memberByLook = [];
    private readonly Dictionary<string, Room> _roomByLook = [];
    private readonly List<Room> _roomsInOrder = [];
    private readonly Stack<int> _freeIndexes = new();
    private readonly IRoomOutput _output;
    private readonly Func<ulong> _random;
    private ulong _lastMemberId;
    private int _indexes;

    public RoomDirectory(
        ChatLimits limits, IRoomOutput output, IRoomSequencer sequencer, Func<ulong> random)
    {
        Limits = limits;
        Sequencer = sequencer;
        _output = output;
        _random = random;
        _memberByName = _members.GetAlternateLookup<ReadOnlySpan<byte>>();
        _roomByName = _rooms.GetAlternateLookup<ReadOnlySpan<byte>>();
        Main = MakeRoom("lobby"u8, isLobby: true);
    }

    public ChatLimits Limits { get; }

    /// <summary>Takes the proposals for all rooms.</summary>
    public IRoomSequencer Sequencer { get; }

    /// <summary>The lobby.</summary>
    public Room Main { get; }

    /// <summary>The rooms, oldest first.</summary>
    public IReadOnlyList<Room> Rooms => _roomsInOrder;

    /// <summary>The members with a name, in no particular order.</summary>
    public IEnumerable<Member> Named => _named.Values;

    /// <summary>Number of members with a name.</summary>
    public int People => _members.Count;

    /// <summary>Adds a member without a name.</summary>
    public Member AddMember(IMemberOutput output) => new(++_lastMemberId, output);

    /// <summary>
    /// The member with this name. An alias matches too when the name cannot be written in every
    /// dialect.
    /// </summary>
    public Member? FindMember(ReadOnlySpan<byte> name)
    {
        if (_memberByName.TryGetValue(name, out Member? member))
        {
            return member;
        }

        return NameAlias.TryRead(name, out ulong id)
            && _named.TryGetValue(id, out member)
            && !Ascii.IsValid(member.NameUtf8)
                ? member
                : null;
    }

    /// <summary>
    /// The member with this name, otherwise one whose name looks like it. It is only for operators,
    /// who cannot type every letter that they see, and never for a message.
    /// </summary>
    public Member? FindMemberAlike(ReadOnlySpan<byte> name) =>
        FindMember(name) ?? FindByLook(_memberByLook, NameLook.Of(name));

    public Room? FindRoom(ReadOnlySpan<byte> name) =>
        _roomByName.TryGetValue(name, out Room? room) ? room : null;

    /// <summary>Another room whose name can be confused with this one, or null.</summary>
    public Room? FindAlike(ReadOnlySpan<byte> name) =>
        FindRoom(name) is null ? FindByLook(_roomByLook, NameLook.Of(name)) : null;

    /// <summary>The reason why a member cannot have a name, or null when it can.</summary>
    public Refusal? CheckName(Member member, ReadOnlySpan<byte> name) =>
        CheckName(member, name, out _);

    /// <summary>The same, with the skeletons of a valid name.</summary>
    public Refusal? CheckName(Member member, ReadOnlySpan<byte> name, out NameLook? look)
    {
        if (NameRule.CheckName(name, out look) is { } fault)
        {
            return Refusal.For(RefusalCode.NameInvalid, fault);
        }

        Member? holder = FindMember(name);
        if (holder is not null && holder != member)
        {
            return Refusal.For(RefusalCode.NameTaken, Encoding.UTF8.GetString(name));
        }

        return FindByLook(_memberByLook, look!, except: member) is not null
            ? Refusal.For(RefusalCode.NameTooSimilar, Encoding.UTF8.GetString(name))
            : null;
    }

    /// <summary>Gives a member a name that has been checked.</summary>
    /// <param name="member">The member.</param>
    /// <param name="name">Its name.</param>
    /// <param name="look">The skeletons of the name, if they are known already.</param>
    public void SetName(Member member, ReadOnlySpan<byte> name, NameLook? look = null)
    {
        if (member.Name is not null)
        {
            _members.Remove(member.Name.Key);
            RemoveLooks(_memberByLook, member.Name.Look);
        }

        member.Name = new Nickname(name, look ?? NameLook.Of(name));
        _members.Add(member.Name.Key, member);
        AddLooks(_memberByLook, member.Name.Look, member);
        _named[member.Id] = member;
    }

    /// <summary>Derives a free and valid name from a requested one.</summary>
    /// <param name="member">The member.</param>
    /// <param name="wish">The requested name: any bytes.</param>
    /// <returns>The requested name itself when the member can have it.</returns>
    public byte[] Derive(Member member, ReadOnlySpan<byte> wish)
    {
        byte[] whole = NameRule.Derive(wish);
        byte[] name = whole;
        for (ulong number = 2; CheckName(member, name) is not null; number++)
        {
            if (number > LastTriedNumber)
            {
                // Ids are unique, so a crowd with one name does not try all numbers.
                number = Math.Max(number, member.Id);
            }

            byte[] end = Encoding.UTF8.GetBytes($"-{number}");
            int length = Math.Min(whole.Length, WireLimits.NameRunes - end.Length);
            while (length < whole.Length && (whole[length] & 0xC0) == 0x80)
            {
                // Never split a UTF-8 sequence.
                length--;
            }

            name = [.. whole[..length], .. end];
            if (NameAlias.TryRead(name, out _))
            {
                name[length] = (byte)'_';
            }
        }

        return name;
    }

    /// <summary>
    /// The room with this name. It is made if necessary; null when there are too many rooms.
    /// </summary>
    public Room? FindOrMakeRoom(ReadOnlySpan<byte> name) =>
        FindRoom(name) ?? (_rooms.Count < Limits.Rooms ? MakeRoom(name, isLobby: false) : null);

    /// <summary>
    /// Adds a member to a room. The event is sent first, so that the member's part of the feed
    /// begins after its own arrival.
    /// </summary>
    public void Enter(Member member, Room room, ulong requestId, long timeMs)
    {
        var membership = new Membership(member, room);
        room.Notify(EventKind.Entered, member, member.NameUtf8, requestId, timeMs, default);
        room.Add(membership);
        member.Add(membership);
        member.JoinPending = false;
        member.Current = room;
        member.Output.Enter(room);
    }

    /// <summary>
    /// Removes a member from a room. Its part of the feed ends before the event is sent. An empty
    /// room is removed.
    /// </summary>
    public void Leave(
        Membership membership,
        ulong requestId,
        long timeMs,
        ReadOnlySpan<byte> how,
        bool quietly = false)
    {
        Member member = membership.Member;
        Room room = membership.Room;
        room.Remove(membership);
        member.Remove(membership);
        member.Output.Leave(room);
        if (member.Current == room)
        {
            member.Current = member.Find(Main.Name.Utf8)?.Room
                ?? (member.Rooms.Count > 0 ? member.Rooms[^1].Room : null);
        }

        if (!quietly)
        {
            room.Notify(EventKind.Departed, member, member.NameUtf8, requestId, timeMs, how);
        }

        if (room.Members.Count == 0 && !room.IsLobby)
        {
            EndRoom(room);
        }
    }

    /// <summary>
    /// Removes a member from all rooms. Its name is free again, and it is sent nothing more.
    /// </summary>
    /// <param name="member">The member.</param>
    /// <param name="timeMs">The time in ms since 1970.</param>
    /// <param name="how">The reason that is added to the departure; empty: none.</param>
    /// <param name="quietly">
    /// True when no departure is sent. At a stop all members leave, and an event for each to all
    /// others would cost the square of their number.
    /// </param>
    public void RemoveMember(
        Member member, long timeMs, ReadOnlySpan<byte> how, bool quietly = false)
    {
        while (member.Rooms.Count > 0)
        {
            Leave(member.Rooms[^1], 0, timeMs, how, quietly);
        }

        if (member.Name is not null)
        {
            _members.Remove(member.Name.Key);
            RemoveLooks(_memberByLook, member.Name.Look);
            _named.Remove(member.Id);
        }

        member.Attach(NoOutput.Instance);
    }

    private Room MakeRoom(ReadOnlySpan<byte> name, bool isLobby)
    {
        int index = _freeIndexes.TryPop(out int free) ? free : _indexes++;
        RoomHistory roomHistory = new RoomHistory(Limits.HistoryLines, Limits.MessageBytes);
        var room = new Room(new Nickname(name), index, _random(), isLobby, roomHistory, _output);
        _rooms.Add(room.Name.Key, room);
        AddLooks(_roomByLook, room.Name.Look, room);
        _roomsInOrder.Add(room);
        return room;
    }

    private void EndRoom(Room room)
    {
        _rooms.Remove(room.Name.Key);
        RemoveLooks(_roomByLook, room.Name.Look);
        _roomsInOrder.Remove(room);
        _freeIndexes.Push(room.Index);
        _output.End(room);
    }

    private static T? FindByLook<T>(Dictionary<string, T> byLook, NameLook look, T? except = null)
        where T : class
    {
        foreach (string one in look.Looks)
        {
            if (byLook.TryGetValue(one, out T? found) && found != except)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>
    /// Adds the skeletons. No other name has one of them: that was checked before.
    /// </summary>
    private static void AddLooks<T>(Dictionary<string, T> byLook, NameLook look, T named)
    {
        foreach (string one in look.Looks)
        {
            byLook.Add(one, named);
        }
    }

    private static void RemoveLooks<T>(Dictionary<string, T> byLook, NameLook look)
    {
        foreach (string one in look.Looks)
        {
            byLook.Remove(one);
        }
    }
}
