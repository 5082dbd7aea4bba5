using System.Text;
using EventLoopServer.Chat.Names;
using EventLoopServer.Chat.Storage;
using Protocol.Names;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// All rooms, and their state in the store. The lobby always exists. Another room is created when
/// its first member enters. When its last member leaves, a room with stored lines is unloaded, and
/// any other room is removed.
/// </summary>
internal sealed class RoomTable
{
    private readonly Dictionary<byte[], Room> _rooms = new(NameComparer.Instance);
    private readonly Dictionary<byte[], Room>.AlternateLookup<ReadOnlySpan<byte>> _byName;
    private readonly SkeletonTable<Room> _bySkeleton = new();
    private readonly List<Room> _inOrder = [];
    private readonly UnloadedRooms _unloaded = new();
    private readonly Stack<int> _freeIndexes = new();
    private readonly IRoomOutput _output;
    private readonly Func<ulong> _random;
    private int _indexes;

    public RoomTable(ChatLimits limits, IRoomOutput output, Func<ulong> random)
    {
        Limits = limits;
        _output = output;
        _random = random;
        _byName = _rooms.GetAlternateLookup<ReadOnlySpan<byte>>();
        Main = Make("lobby"u8, isLobby: true);
    }

    /// <summary>The limits. New ones apply to the rooms that exist, too.</summary>
    public ChatLimits Limits
    {
        get;
        set
        {
            field = value;
            foreach (Room room in _inOrder)
            {
                room.RoomHistory.MaxLines = value.HistoryLines;
            }
        }
    }

    /// <summary>The lobby.</summary>
    public Room Main { get; }

    /// <summary>The rooms with members, and the lobby; oldest first.</summary>
    public IReadOnlyList<Room> All => _inOrder;

    /// <summary>Stores the messages of all rooms.</summary>
    public IChatStore Store { get; private set; } = NoStore.Instance;

    /// <summary>True when the server has a store.</summary>
    public bool IsKept => Store is not NoStore;

    /// <summary>The room with this name that has members, or the lobby; or null.</summary>
    public Room? Find(ReadOnlySpan<byte> name) =>
        _byName.TryGetValue(name, out Room? room) ? room : null;

    /// <summary>The room with this name that has stored lines and no members, or null.</summary>
    public StoredRoom? FindUnloaded(ReadOnlySpan<byte> name) => _unloaded.Find(name);

    /// <summary>The name of another room that looks like this name, or null.</summary>
    public string? FindAlike(ReadOnlySpan<byte> name)
    {
        if (Find(name) is not null || FindUnloaded(name) is not null)
        {
            return null;
        }

        NameSkeletons skeletons = NameSkeletons.Of(name);
        return _bySkeleton.Find(skeletons)?.Name.Text ?? _unloaded.FindAlike(skeletons)?.Name;
    }

    /// <summary>Loads the stored rooms. It is called before the first member arrives.</summary>
    /// <remarks>
    /// After a crash, events after the last stored one may be lost. Every room then gets a new
    /// incarnation, so that two events never have the same incarnation and number.
    /// </remarks>
    public void Open(IChatStore store, StoredState state)
    {
        Store = store;
        Main.Store = store;
        store.RoomsEmptied = rooms => _unloaded.RemoveEmptied(rooms, Store);
        bool hasMain = false;
        foreach (StoredRoom stored in state.Rooms)
        {
            StoredRoom room = state.WasClean ? stored : Reincarnate(stored);
            if (NameComparer.Same(Encoding.UTF8.GetBytes(room.Name), Main.Name.Utf8))
            {
                hasMain = true;
                Main.Restore(room, room.LastLines);
            }
            else if (room.LastStored > 0)
            {
                _unloaded.Add(room with { LastLines = [] });
            }
        }

        if (!hasMain)
        {
            StoreState(Main.Unload());
        }
    }

    /// <summary>
    /// Stores the state of all rooms, so that after a clean end their numbers continue.
    /// </summary>
    public void StoreAll()
    {
        foreach (Room room in _inOrder)
        {
            StoreState(room.Unload());
        }

        foreach (StoredRoom room in _unloaded.All)
        {
            StoreState(room);
        }
    }

    /// <summary>
    /// The room with this name. It is created or loaded if necessary. Null when there are too many
    /// rooms.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="lines">
    /// The last lines of an unloaded room, oldest first; null when they could not be read.
    /// </param>
    public Room? FindOrMake(ReadOnlySpan<byte> name, IReadOnlyList<StoredLine>? lines)
    {
        if (Find(name) is { } found)
        {
            return found;
        }

        if (_rooms.Count >= Limits.Rooms)
        {
            return null;
        }

        if (FindUnloaded(name) is { } stored)
        {
            _unloaded.Remove(stored);
            Room loaded = Make(Encoding.UTF8.GetBytes(stored.Name), isLobby: false);
            loaded.Restore(stored, lines);
            return loaded;
        }

        Room made = Make(name, isLobby: false);
        StoreState(made.Unload());
        return made;
    }

    /// <summary>
    /// Ends a room without members, other than the lobby. It is unloaded when it has stored lines,
    /// and otherwise removed.
    /// </summary>
    public void End(Room room)
    {
        _rooms.Remove(room.Name.Key);
        _bySkeleton.Remove(room.Name.Skeletons, room);
        _inOrder.Remove(room);
        _freeIndexes.Push(room.Index);
        _output.End(room);
        if (room.LastStored > 0)
        {
            StoredRoom unloaded = room.Unload();
            _unloaded.Add(unloaded);
            StoreState(unloaded);
        }
        else if (IsKept)
        {
            Store.Append(new StoreChange.RoomRemoved(room.Name.Text));
        }
    }

    /// <summary>Gives a room a new incarnation after a crash, and stores it.</summary>
    private StoredRoom Reincarnate(StoredRoom room)
    {
        StoredRoom next = room.Reincarnate(_random());
        if (room.LastStored > 0)
        {
            Store.Append(new StoreChange.RoomCrashed(room.Name, next.Ends[^1]));
            StoreState(next);
        }

        return next;
    }

    private Room Make(ReadOnlySpan<byte> name, bool isLobby)
    {
        int index = _freeIndexes.TryPop(out int free) ? free : _indexes++;
        var history = new RoomHistory(Limits.HistoryLines, Limits.MessageBytes);
        var room = new Room(new Nickname(name), index, _random(), isLobby, history, _output)
        {
            Store = Store,
        };
        _rooms.Add(room.Name.Key, room);
        _bySkeleton.Add(room.Name.Skeletons, room);
        _inOrder.Add(room);
        return room;
    }

    private void StoreState(StoredRoom room)
    {
        if (IsKept)
        {
            Store.Append(new StoreChange.RoomState(room.Name, room.Incarnation, room.Next)
            {
                HasLines = room.LastStored > 0,
            });
        }
    }
}
