using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Chat.Waiting;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// All members and rooms, and who is in which room. Every member starts in the lobby.
/// </summary>
internal sealed class RoomDirectory
{
    private readonly MemberNames _members = new();
    private readonly RoomTable _rooms;
    private ulong _lastMemberId;

    public RoomDirectory(
        ChatLimits limits, IRoomOutput output, IRoomSequencer sequencer, Func<ulong> random)
    {
        Sequencer = sequencer;
        _rooms = new RoomTable(limits, output, random);
    }

    /// <summary>The limits. New ones apply to the rooms that exist, too.</summary>
    public ChatLimits Limits
    {
        get => _rooms.Limits;
        set => _rooms.Limits = value;
    }

    /// <summary>Receives the proposals for all rooms.</summary>
    public IRoomSequencer Sequencer { get; }

    /// <summary>The lobby.</summary>
    public Room Main => _rooms.Main;

    /// <summary>The rooms, oldest first.</summary>
    public IReadOnlyList<Room> Rooms => _rooms.All;

    /// <summary>Stores the messages of all rooms.</summary>
    public IChatStore Store => _rooms.Store;

    /// <summary>The accounts, whose names are reserved.</summary>
    public AccountDirectory Accounts { get; init; } =
        new(AccountPolicy.Default, static () => 0, static () => 1);

    /// <summary>The queries that the store has not answered yet.</summary>
    public OpenQueries Queries { get; } = new();

    /// <summary>Called after more messages are on disk.</summary>
    public Action KeptChanged { private get; set; } = static () => { };

    /// <summary>True when the server has a store.</summary>
    public bool IsKept => _rooms.IsKept;

    /// <summary>The members with a name, in no particular order.</summary>
    public IEnumerable<Member> Named => _members.All;

    /// <summary>Number of members with a name.</summary>
    public int People => _members.Count;

    /// <summary>Adds a member without a name.</summary>
    public Member AddMember(IMemberOutput output) => new(++_lastMemberId, output);

    /// <summary>
    /// Restores a member that has left, with its old id. If another device of the account has kept
    /// this id, the member gets a new one.
    /// </summary>
    public Member RestoreMember(ResumableSession session, IMemberOutput output)
    {
        ulong id = _members.Has(session.MemberId) ? ++_lastMemberId : session.MemberId;
        var member = new Member(id, output);
        member.Device.Restore(session);
        return member;
    }

    /// <summary>
    /// Moves a device to the member of its account. The device's old member has no rooms, and ends.
    /// </summary>
    public void Move(Device device, Member member)
    {
        _members.Remove(device.Member);
        member.Add(device);
    }

    /// <summary>Moves a device to a new member, without a name, away from the others.</summary>
    public Member Split(Device device) => device.Member.Split(device, ++_lastMemberId);

    /// <summary>Removes a device, and its member if it was the last device.</summary>
    public void RemoveDevice(
        Device device, long timeMs, ReadOnlySpan<byte> how, bool quietly = false)
    {
        if (device.Member.HasOthers)
        {
            device.Member.Remove(device);
            device.Attach(NoOutput.Instance);
        }
        else
        {
            RemoveMember(device.Member, timeMs, how, quietly);
        }
    }

    /// <summary>
    /// The member with this name. An alias matches too, if the member's name cannot be written in
    /// every dialect.
    /// </summary>
    public Member? FindMember(ReadOnlySpan<byte> name) => _members.Find(name);

    /// <summary>
    /// The member with this name, or else a member whose name looks like it. It is only for
    /// operators, who cannot type every letter that they see, and never for messages.
    /// </summary>
    public Member? FindMemberAlike(ReadOnlySpan<byte> name) =>
        FindMember(name) ?? _members.FindRival(NameSkeletons.Of(name), except: null);

    /// <summary>The room with this name that has members, or the lobby; or null.</summary>
    public Room? FindRoom(ReadOnlySpan<byte> name) => _rooms.Find(name);

    /// <summary>Another member whose name equals this one or looks like it, or null.</summary>
    public Member? FindRival(NameSkeletons skeletons, Member member) =>
        _members.FindRival(skeletons, except: member);

    /// <summary>The room with this name that has stored lines and no members, or null.</summary>
    public StoredRoom? FindUnloaded(ReadOnlySpan<byte> name) => _rooms.FindUnloaded(name);

    /// <summary>The incarnation of a room with members or stored lines, or 0.</summary>
    public ulong IncarnationOf(ReadOnlySpan<byte> name) =>
        FindRoom(name)?.Incarnation ?? FindUnloaded(name)?.Incarnation ?? 0;

    /// <summary>The name of another room that looks like this name, or null.</summary>
    public string? FindAlike(ReadOnlySpan<byte> name) => _rooms.FindAlike(name);

    /// <summary>Loads the stored rooms. It is called before the first member arrives.</summary>
    public void Open(IChatStore store, StoredState state)
    {
        _rooms.Open(store, state);
        Queries.Store = store;
        store.KeptChanged = () =>
        {
            KeptChanged();
            Queries.StartKept();
        };
        _lastMemberId = Math.Max(_lastMemberId, state.NextMemberId - 1);
    }

    /// <summary>
    /// Stores the state of all rooms, so that after a clean end their numbers continue.
    /// </summary>
    public void StoreAll() => _rooms.StoreAll();

    /// <summary>The reason why a member cannot have a name, or null when it can.</summary>
    public Refusal? CheckName(Member member, ReadOnlySpan<byte> name) =>
        CheckName(member, name, out _);

    /// <summary>Checks a name, and returns the skeletons of a valid one.</summary>
    public Refusal? CheckName(
        Member member, ReadOnlySpan<byte> name, out NameSkeletons? skeletons) =>
        _members.Check(member, member.Account, name, Accounts, out skeletons);

    /// <summary>Checks a name for a member to be restored. A guest has no account.</summary>
    public Refusal? CheckName(
        Account? account, ReadOnlySpan<byte> name, out NameSkeletons? skeletons) =>
        _members.Check(null, account, name, Accounts, out skeletons);

    /// <summary>Gives a member a name that has been checked.</summary>
    /// <param name="member">The member.</param>
    /// <param name="name">The new name.</param>
    /// <param name="skeletons">The skeletons of the name; null when the caller has none.</param>
    public void SetName(Member member, ReadOnlySpan<byte> name, NameSkeletons? skeletons = null)
    {
        _members.Set(member, new Nickname(name, skeletons ?? NameSkeletons.Of(name)));
        member.Change();
    }

    /// <summary>
    /// The room with this name. It is created or loaded if necessary. Null when there are too many
    /// rooms.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="lines">
    /// The last lines of an unloaded room, oldest first; null when they could not be read.
    /// </param>
    public Room? FindOrMakeRoom(ReadOnlySpan<byte> name, IReadOnlyList<StoredLine>? lines) =>
        _rooms.FindOrMake(name, lines);

    /// <summary>
    /// Adds a member to a room. The event is sent first, so the member does not get its own join in
    /// the room's feed.
    /// </summary>
    public void Enter(Member member, Room room, ulong requestId, long timeMs)
    {
        room.Notify(EventKind.Entered, member, member.NameUtf8, requestId, timeMs, default);
        EnterQuietly(member, room);
    }

    /// <summary>Adds a member without an event: nobody sees a restart as a join.</summary>
    public void EnterQuietly(Member member, Room room)
    {
        var membership = new Membership(member, room);
        room.Add(membership);
        member.Add(membership);
        member.JoinPending = false;
        member.Enter(room);
    }

    /// <summary>
    /// Removes a member from a room. The member does not get the event. An empty room is removed,
    /// or unloaded when it has stored lines.
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
        member.Leave(room);
        if (!quietly)
        {
            room.Notify(EventKind.Departed, member, member.NameUtf8, requestId, timeMs, how);
        }

        if (room.Members.Count == 0 && !room.IsLobby)
        {
            _rooms.End(room);
        }
    }

    /// <summary>
    /// Removes a member from all rooms. Its name becomes free, and it gets no more events.
    /// </summary>
    /// <param name="member">The member.</param>
    /// <param name="timeMs">The time in ms since 1970.</param>
    /// <param name="how">The reason in the departure event; may be empty.</param>
    /// <param name="quietly">
    /// True when no departure is sent. At a stop all members leave. An event for each of them to
    /// all others would cost the square of their number.
    /// </param>
    public void RemoveMember(
        Member member, long timeMs, ReadOnlySpan<byte> how, bool quietly = false)
    {
        while (member.Rooms.Count > 0)
        {
            Leave(member.Rooms[^1], 0, timeMs, how, quietly);
        }

        _members.Remove(member);
        if (member.Account is { } account)
        {
            Accounts.Leave(account);
        }

        foreach (Device device in member.Devices)
        {
            device.Attach(NoOutput.Instance);
        }
    }
}
