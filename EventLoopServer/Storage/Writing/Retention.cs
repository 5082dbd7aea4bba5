using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// Deletes expired lines and the lines of removed rooms, in pieces between the batches. A piece
/// takes some 2 ms, so a batch does not wait long.
/// </summary>
internal sealed class Retention(SqliteConnection connection, TimeSpan keep)
{
    private const int PieceLines = 200;

    /// <summary>
    /// How long entries of the audit log are kept. They are not kept for ever, because they name
    /// people and addresses. A year is enough to look into a complaint.
    /// </summary>
    internal const long AuditMs = 365L * 24 * 3600 * 1000;

    /// <summary>
    /// The number of pages that one step returns to the disk, small so that the step is short.
    /// </summary>
    private const int FreedPages = 64;

    private readonly Queue<long> _rooms = new();

    /// <summary>Starts a pass over all rooms.</summary>
    public void Begin(long nowMs)
    {
        _rooms.Clear();
        using SqliteCommand command = connection.Prepare(
            """
            SELECT id FROM room WHERE key IS NULL OR EXISTS(
                SELECT 1 FROM message m WHERE m.room = room.id
                AND m.seq = (SELECT min(seq) FROM message o WHERE o.room = room.id)
                AND m.ms < $1 - coalesce(room.keep_ms, $2))
            """,
            nowMs,
            (long)keep.TotalMilliseconds);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            _rooms.Enqueue(reader.GetInt64(0));
        }
    }

    /// <summary>
    /// Deletes expired entries of the audit log. Each pass deletes a limited number.
    /// </summary>
    public void DeleteAudit(long nowMs) => connection.Execute(
        """
        DELETE FROM audit WHERE id IN (
            SELECT id FROM audit WHERE ms < $1 ORDER BY ms LIMIT $2)
        """,
        nowMs - AuditMs,
        PieceLines);

    /// <summary>Deletes one piece.</summary>
    /// <param name="deleted">The number of deleted lines.</param>
    /// <returns>False when the pass has ended.</returns>
    public bool Step(long nowMs, out int deleted)
    {
        deleted = 0;
        if (!_rooms.TryPeek(out long room))
        {
            return false;
        }

        using SqliteTransaction transaction = connection.BeginTransaction();
        List<(long Id, long Sequence)> lines = FindExpired(room, nowMs);
        foreach ((long id, long sequence) in lines)
        {
            connection.Execute("DELETE FROM words WHERE rowid = $1", id);
            connection.Execute("DELETE FROM message WHERE id = $1", id);
            connection.Execute("UPDATE room SET purged = $2 WHERE id = $1", room, sequence);
        }

        deleted = lines.Count;
        if (deleted > 0)
        {
            long messages = Meta.Read(connection, Meta.Messages);
            Meta.Write(connection, Meta.Messages, messages - deleted);
        }

        if (deleted < PieceLines)
        {
            connection.Execute("DELETE FROM room WHERE id = $1 AND key IS NULL", room);
            _rooms.Dequeue();
        }

        transaction.Commit();
        if (deleted < PieceLines)
        {
            connection.Execute($"PRAGMA incremental_vacuum({FreedPages})");
        }

        return true;
    }

    /// <summary>Finds the rooms whose lines have all expired.</summary>
    public List<EmptiedRoom> FindEmptied()
    {
        var rooms = new List<EmptiedRoom>();
        using SqliteCommand command = connection.Prepare(
            """
            SELECT name, purged FROM room
            WHERE key IS NOT NULL AND purged > 0
                AND NOT EXISTS(SELECT 1 FROM message WHERE message.room = room.id)
            """);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            rooms.Add(new EmptiedRoom(
                Encoding.UTF8.GetString(reader.ReadBytes(0)), reader.ReadUnsigned(1)));
        }

        return rooms;
    }

    private List<(long Id, long Sequence)> FindExpired(long room, long nowMs)
    {
        var lines = new List<(long, long)>();
        using SqliteCommand command = connection.Prepare(
            """
            SELECT m.id, m.seq,
                room.key IS NULL OR m.ms < $2 - coalesce(room.keep_ms, $3)
            FROM message m JOIN room ON room.id = m.room
            WHERE m.room = $1 ORDER BY m.seq LIMIT $4
            """,
            room,
            nowMs,
            (long)keep.TotalMilliseconds,
            PieceLines);
        using SqliteDataReader reader = command.ExecuteReader();

        // The oldest lines first, so that a page never has a gap, even if the clock was set back.
        while (reader.Read() && reader.GetBoolean(2))
        {
            lines.Add((reader.GetInt64(0), reader.GetInt64(1)));
        }

        return lines;
    }
}
