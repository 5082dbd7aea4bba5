using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Storage.Batches;

/// <summary>
/// A batch of messages as bytes, and the changes between them. It belongs to one thread at a time:
/// to the reactor while it is filled, and to the writer while it is committed.
/// </summary>
internal sealed class Batch(int bytes)
{
    private static readonly StoreChange s_nothing = new StoreChange.Nothing();

    private readonly byte[] _bytes = new byte[bytes];
    private readonly List<ChangeEntry> _changes = [];
    private readonly Dictionary<string, int> _states = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(bool IsAccount, ulong Id), int> _byId = [];
    private int _cancelled;

    /// <summary>The number of bytes that the messages use.</summary>
    public int Used { get; private set; }

    public int Free => _bytes.Length - Used;

    /// <summary>The changes, in their order.</summary>
    public IReadOnlyList<ChangeEntry> Changes => _changes;

    /// <summary>The position of the last event in the batch.</summary>
    public long LastPosition { get; private set; }

    public bool IsEmpty => LastPosition == 0;

    public ReadOnlySpan<byte> Content => _bytes.AsSpan(0, Used);

    /// <summary>The bytes that a message takes in a batch.</summary>
    public static int BytesOf(in StoredMessage message) =>
        Unsafe.SizeOf<RecordHeader>()
        + message.Room.Length + message.Name.Length + message.Text.Length;

    /// <summary>Copies a message into the batch.</summary>
    /// <returns>False when the message does not fit.</returns>
    public bool TryAdd(in StoredMessage message, long position)
    {
        int size = BytesOf(message);
        if (size > Free)
        {
            return false;
        }

        var header = new RecordHeader
        {
            Incarnation = message.Incarnation,
            Sequence = message.Sequence,
            SenderId = message.SenderId,
            RequestId = message.RequestId,
            TimeMs = message.TimeMs,
            Account = message.Account,
            SenderKey = message.SenderKey,
            Receiver = message.Receiver,
            EmptyLines = message.EmptyLines,
            TextBytes = message.Text.Length,
            RoomBytes = (ushort)message.Room.Length,
            NameBytes = (ushort)message.Name.Length,
            Kind = message.Kind,
            Session = message.Session,
        };
        Span<byte> rest = _bytes.AsSpan(Used, size);
        MemoryMarshal.Write(rest, header);
        rest = rest[Unsafe.SizeOf<RecordHeader>()..];
        message.Room.CopyTo(rest);
        rest = rest[message.Room.Length..];
        message.Name.CopyTo(rest);
        message.Text.CopyTo(rest[message.Name.Length..]);
        Used += size;
        LastPosition = position;
        return true;
    }

    /// <summary>
    /// Adds a change. The state of a room replaces an earlier state of the room in its place. The
    /// events between the two states only need the room to exist: its incarnation changes only
    /// after a removal. A change of a session or an account also replaces the earlier one, because
    /// ids are never used again. When a session both begins and ends in this batch, both changes
    /// are removed.
    /// </summary>
    public void Add(StoreChange change, long position)
    {
        LastPosition = position;
        if (KeyOf(change) is { } key)
        {
            Add(change, key);
            return;
        }

        if (change is StoreChange.RoomState state)
        {
            if (_states.TryGetValue(state.Name, out int index))
            {
                _changes[index] = new ChangeEntry(_changes[index].Offset, change);
                return;
            }

            _states.Add(state.Name, _changes.Count);
        }
        else if (change is StoreChange.RoomRemoved removed)
        {
            _states.Remove(removed.Name);
        }

        _changes.Add(new ChangeEntry(Used, change));
    }

    /// <summary>Reads the message at an offset of <see cref="Content"/>.</summary>
    /// <returns>The offset of the next message.</returns>
    public int Read(int offset, out StoredMessage message)
    {
        ReadOnlySpan<byte> rest = Content[offset..];
        RecordHeader header = MemoryMarshal.Read<RecordHeader>(rest);
        rest = rest[Unsafe.SizeOf<RecordHeader>()..];
        int nameAt = header.RoomBytes;
        int textAt = nameAt + header.NameBytes;
        message = new StoredMessage
        {
            Kind = header.Kind,
            Room = rest[..nameAt],
            Incarnation = header.Incarnation,
            Sequence = header.Sequence,
            TimeMs = header.TimeMs,
            Account = header.Account,
            SenderKey = header.SenderKey,
            Receiver = header.Receiver,
            SenderId = header.SenderId,
            RequestId = header.RequestId,
            Session = header.Session,
            EmptyLines = header.EmptyLines,
            Name = rest[nameAt..textAt],
            Text = rest.Slice(textAt, header.TextBytes),
        };
        return offset + BytesOf(message);
    }

    /// <summary>True for a change of a session or an account that needs no more space.</summary>
    public bool Replaces(StoreChange change) =>
        KeyOf(change) is { } key && _byId.ContainsKey(key);

    public void Clear()
    {
        Used = 0;
        LastPosition = 0;
        _changes.Clear();
        _states.Clear();
        _byId.Clear();
        _cancelled = 0;
    }

    /// <summary>Adds a change of a session or an account.</summary>
    private void Add(StoreChange change, (bool IsAccount, ulong Id) key)
    {
        if (!_byId.TryGetValue(key, out int index))
        {
            _byId.Add(key, _changes.Count);
            _changes.Add(new ChangeEntry(Used, change));
            return;
        }

        bool isNew = _changes[index].Change is StoreChange.SessionState { IsNew: true };
        if (isNew && change is StoreChange.SessionEnded)
        {
            _byId.Remove(key);
            _changes[index] = new ChangeEntry(_changes[index].Offset, s_nothing);
            _cancelled++;
            Compact();
            return;
        }

        _changes[index] = new ChangeEntry(
            _changes[index].Offset,
            change is StoreChange.SessionState state ? state with { IsNew = isNew } : change);
    }

    /// <summary>
    /// Removes the places of cancelled changes when they are more than half of all. The average
    /// cost of a removal is then small, whatever the number of changes.
    /// </summary>
    private void Compact()
    {
        if (_cancelled * 2 <= _changes.Count)
        {
            return;
        }

        _cancelled = 0;
        _changes.RemoveAll(static entry => entry.Change is StoreChange.Nothing);
        _states.Clear();
        _byId.Clear();
        for (int i = 0; i < _changes.Count; i++)
        {
            switch (_changes[i].Change)
            {
                case StoreChange.RoomState state:
                    _states[state.Name] = i;
                    break;
                case StoreChange.RoomRemoved removed:
                    _states.Remove(removed.Name);
                    break;
                case var other when KeyOf(other) is { } key:
                    _byId[key] = i;
                    break;
            }
        }
    }

    private static (bool IsAccount, ulong Id)? KeyOf(StoreChange change) => change switch
    {
        StoreChange.SessionState state => (false, state.Session.Id),
        StoreChange.SessionEnded ended => (false, ended.Id),
        StoreChange.AccountChanged changed => (true, (ulong)changed.Account.Id),
        StoreChange.AccountRemoved removed => (true, (ulong)removed.Id),
        _ => null,
    };
}
