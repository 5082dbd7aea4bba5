using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Protocol.Names;

namespace EventLoopServer.Storage.Writing;

/// <summary>The table <c>room</c>, with a cache of the rooms that were used.</summary>
internal sealed class RoomRows
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<byte[], RoomRow> _rows = new(NameComparer.Instance);
    private readonly Dictionary<byte[], RoomRow>.AlternateLookup<ReadOnlySpan<byte>> _rowByName;

    public RoomRows(SqliteConnection connection)
    {
        _connection = connection;
        _rowByName = _rows.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The form of a room's name that is unique among rooms.</summary>
    public static string KeyOf(ReadOnlySpan<byte> name) => KeyOf(Encoding.UTF8.GetString(name));

    public static string KeyOf(string name) => name.ToUpperInvariant();

    /// <summary>The row of a message's room. It is created if it is missing.</summary>
    public RoomRow Find(in StoredMessage message)
    {
        if (!_rowByName.TryGetValue(message.Room, out RoomRow? row)
            && (row = Read(message.Room)) is not null)
        {
            _rows[message.Room.ToArray()] = row;
        }

        return row is not null && row.Incarnation == message.Incarnation
            ? row
            : Write(message.Room, message.Incarnation, message.Sequence + 1, message.TimeMs);
    }

    public void Write(StoreChange.RoomState state, long nowMs) =>
        Write(Encoding.UTF8.GetBytes(state.Name), state.Incarnation, state.Next, nowMs);

    /// <summary>Stores the end of an incarnation, and deletes ends above the limit.</summary>
    public void Write(StoreChange.RoomCrashed crashed)
    {
        long room = _connection.ReadNumber(
            "SELECT id FROM room WHERE key = $1", KeyOf(crashed.Name));
        _connection.Execute(
            "INSERT OR IGNORE INTO room_crash(room, incarnation, last_kept) VALUES ($1, $2, $3)",
            room,
            unchecked((long)crashed.End.Incarnation),
            unchecked((long)crashed.End.LastKept));
        _connection.Execute(
            """
            DELETE FROM room_crash WHERE room = $1 AND id NOT IN
                (SELECT id FROM room_crash WHERE room = $1 ORDER BY id DESC LIMIT $2)
            """,
            room,
            IncarnationEnd.Most);
    }

    public void Remove(string name)
    {
        _rows.Remove(Encoding.UTF8.GetBytes(name));

        // The name is free at once. The room's lines are deleted later, in pieces.
        _connection.Execute("UPDATE room SET key = NULL WHERE key = $1", KeyOf(name));
    }

    public void WriteKeep(string name, TimeSpan? keep) => _connection.Execute(
        "UPDATE room SET keep_ms = $2 WHERE key = $1",
        KeyOf(name),
        keep is { } time ? (long)time.TotalMilliseconds : null);

    /// <summary>
    /// Clears the cache, because after a rollback it may have rows that do not exist.
    /// </summary>
    public void Forget() => _rows.Clear();

    private RoomRow? Read(ReadOnlySpan<byte> name)
    {
        using SqliteCommand command = _connection.Prepare(
            "SELECT id, incarnation FROM room WHERE key = $1", KeyOf(name));
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? new RoomRow(reader.GetInt64(0), reader.ReadUnsigned(1)) : null;
    }

    private RoomRow Write(ReadOnlySpan<byte> name, ulong incarnation, ulong next, long nowMs)
    {
        long id = _connection.ReadNumber(
            """
            INSERT INTO room(name, key, incarnation, next, used_ms) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT(key) DO UPDATE SET
                name = excluded.name, incarnation = excluded.incarnation, next = excluded.next,
                used_ms = max(used_ms, excluded.used_ms)
            RETURNING id
            """,
            name.ToArray(),
            KeyOf(name),
            unchecked((long)incarnation),
            unchecked((long)next),
            nowMs);
        var row = new RoomRow(id, incarnation);
        _rows[name.ToArray()] = row;
        return row;
    }
}
