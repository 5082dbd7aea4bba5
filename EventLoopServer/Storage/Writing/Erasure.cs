using System.Text;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Protocol.Names;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// Empties the names and texts of a user's lines, in pieces between the batches. The numbers of the
/// lines stay, so that pages have no gaps. It also deletes the user's private messages that wait
/// for other users, and the sessions of a guest. The order to erase is stored first, so the work
/// continues after a crash, or after an older backup was restored. The chat itself gives the
/// account up. After a restore, <see cref="ErasedAccounts"/> does this again.
/// </summary>
internal sealed class Erasure(SqliteConnection connection)
{
    /// <summary>Lines that are read for one piece. They take some 8 ms.</summary>
    private const int PieceLines = 2000;

    /// <summary>Stores an order to erase all lines of a name up to now.</summary>
    /// <returns>The id of the order.</returns>
    public long Add(ReadOnlySpan<byte> name, long nowMs) => connection.ReadNumber(
        """
        INSERT INTO erased(name, ms, done, last_id, lines)
        VALUES ($1, $2, 0, (SELECT coalesce(max(id), 0) FROM message), 0) RETURNING id
        """,
        name.ToArray(),
        nowMs);

    /// <summary>The number of erased lines when the order is done; null until then.</summary>
    public long? FindDone(long id) => connection.ReadValue(
        "SELECT lines FROM erased WHERE id = $1 AND done = 1", id) as long?;

    /// <summary>Continues with the oldest open order.</summary>
    /// <returns>False when there is no open order.</returns>
    public bool Step()
    {
        long id;
        byte[] name;
        long last;
        using (SqliteCommand command = connection.Prepare(
            "SELECT id, name, last_id FROM erased WHERE done = 0 ORDER BY id LIMIT 1"))
        using (SqliteDataReader reader = command.ExecuteReader())
        {
            if (!reader.Read())
            {
                return false;
            }

            (id, name, last) = (reader.GetInt64(0), reader.ReadBytes(1), reader.GetInt64(2));
        }

        using SqliteTransaction transaction = connection.BeginTransaction();
        List<long> lines = Find(name, ref last);
        foreach (long line in lines)
        {
            connection.Execute("DELETE FROM words WHERE rowid = $1", line);
            connection.Execute("UPDATE message SET name = x'', text = x'' WHERE id = $1", line);
        }

        connection.Execute(
            "UPDATE erased SET last_id = $2, lines = lines + $3, done = $2 = 0 WHERE id = $1",
            id,
            last,
            lines.Count);
        if (last == 0)
        {
            EraseTopics(name);
            EraseSessions(name);
            ErasePrivate(name);
        }

        transaction.Commit();
        return true;
    }

    /// <summary>Finds the user's lines in the next piece, from the newest to the oldest.</summary>
    /// <param name="last">The id to begin with, then the id to continue with; 0 at the end.</param>
    private List<long> Find(byte[] name, ref long last)
    {
        var lines = new List<long>();
        int read = 0;
        using SqliteCommand command = connection.Prepare(
            "SELECT id, name FROM message WHERE id <= $1 ORDER BY id DESC LIMIT $2",
            last,
            PieceLines);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            read++;
            last = reader.GetInt64(0) - 1;
            if (NameComparer.Same(reader.ReadBytes(1), name))
            {
                lines.Add(reader.GetInt64(0));
            }
        }

        if (read < PieceLines)
        {
            last = 0;
        }

        return lines;
    }

    /// <summary>
    /// Deletes the sessions of guests with this name, because their rows have the name and the
    /// rooms. The session of an account ends with the account.
    /// </summary>
    private void EraseSessions(byte[] name)
    {
        var sessions = new List<long>();
        using (SqliteCommand command = connection.Prepare(
            "SELECT id, guest_name FROM session WHERE account IS NULL"))
        using (SqliteDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                if (NameComparer.Same(Encoding.UTF8.GetBytes(reader.GetString(1)), name))
                {
                    sessions.Add(reader.GetInt64(0));
                }
            }
        }

        foreach (long session in sessions)
        {
            connection.Execute("DELETE FROM session WHERE id = $1", session);
        }
    }

    /// <summary>
    /// Deletes the user's private messages that other users have not received yet.
    /// </summary>
    private void ErasePrivate(byte[] name)
    {
        var messages = new List<(long Account, long Sequence)>();
        using (SqliteCommand command = connection.Prepare(
            "SELECT account, seq, name FROM private"))
        using (SqliteDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                if (NameComparer.Same(reader.ReadBytes(2), name))
                {
                    messages.Add((reader.GetInt64(0), reader.GetInt64(1)));
                }
            }
        }

        foreach ((long account, long sequence) in messages)
        {
            connection.Execute(
                "DELETE FROM private WHERE account = $1 AND seq = $2", account, sequence);
        }
    }

    private void EraseTopics(byte[] name)
    {
        var rooms = new List<long>();
        using (SqliteCommand command = connection.Prepare(
            "SELECT id, topic_by FROM room WHERE topic_by IS NOT NULL"))
        using (SqliteDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                if (NameComparer.Same(reader.ReadBytes(1), name))
                {
                    rooms.Add(reader.GetInt64(0));
                }
            }
        }

        foreach (long room in rooms)
        {
            connection.Execute(
                "UPDATE room SET topic = NULL, topic_by = NULL, topic_by_id = NULL WHERE id = $1",
                room);
        }
    }
}
