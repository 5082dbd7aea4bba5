using System.Text;
using EventLoopServer.Chat.Names;
using EventLoopServer.Chat.Storage;
using Protocol.Names;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// The rooms with stored lines and without members. Each is a small record. Its lines are only in
/// the store, so that a thousand empty rooms take less memory than one busy room.
/// </summary>
internal sealed class UnloadedRooms
{
    private readonly Dictionary<byte[], StoredRoom> _rooms = new(NameComparer.Instance);
    private readonly Dictionary<byte[], StoredRoom>.AlternateLookup<ReadOnlySpan<byte>> _byName;
    private readonly SkeletonTable<StoredRoom> _bySkeleton = new();
    private readonly List<StoredRoom> _inOrder = [];

    public UnloadedRooms() => _byName = _rooms.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The rooms, in the order in which they were unloaded.</summary>
    public IReadOnlyList<StoredRoom> All => _inOrder;

    public StoredRoom? Find(ReadOnlySpan<byte> name) =>
        _byName.TryGetValue(name, out StoredRoom? room) ? room : null;

    /// <summary>A room whose name looks like this one, or null.</summary>
    public StoredRoom? FindAlike(NameSkeletons skeletons) => _bySkeleton.Find(skeletons);

    public void Add(StoredRoom room)
    {
        byte[] name = Encoding.UTF8.GetBytes(room.Name);
        _rooms.Add(name, room);
        _inOrder.Add(room);
        _bySkeleton.Add(NameSkeletons.Of(name), room);
    }

    public void Remove(StoredRoom room)
    {
        byte[] name = Encoding.UTF8.GetBytes(room.Name);
        _rooms.Remove(name);
        _inOrder.Remove(room);
        _bySkeleton.Remove(NameSkeletons.Of(name), room);
    }

    /// <summary>
    /// Removes rooms whose lines have all expired. A room stays if it has members, or if a line was
    /// stored in it meanwhile.
    /// </summary>
    public void RemoveEmptied(IReadOnlyList<EmptiedRoom> rooms, IChatStore store)
    {
        foreach (EmptiedRoom emptied in rooms)
        {
            if (Find(Encoding.UTF8.GetBytes(emptied.Name)) is { } room
                && room.LastStored <= emptied.LastDeleted)
            {
                Remove(room);
                store.Append(new StoreChange.RoomRemoved(room.Name));
            }
        }
    }
}
