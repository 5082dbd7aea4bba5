using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Searching;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Protocol.Names;

namespace EventLoopServer.Storage.Reading;

/// <summary>
/// Searches, newest first. The index returns its rows in this order, so a search stops early. A
/// search sorted by rank reads all rows, which took up to a second with a million lines.
/// </summary>
internal static class SearchReader
{
    public static void Read(SqliteConnection connection, SearchQuery query)
    {
        if (SearchExpression.Of(query.Words) is not { } expression)
        {
            return;
        }

        byte[]? from = query.From is { } name ? Encoding.UTF8.GetBytes(name) : null;
        long room = query.Room is null ? 0 : connection.ReadNumber(
            "SELECT coalesce((SELECT id FROM room WHERE key = $1), -1)",
            query.Room.ToUpperInvariant());
        var lines = new List<StoredLine>();
        using SqliteCommand command = connection.Prepare(
            $"""
            SELECT {LineColumns.All}, m.room
            FROM words CROSS JOIN message m ON m.id = words.rowid JOIN room r ON r.id = m.room
            WHERE words MATCH $1 AND words.rowid < $2 AND m.ms < $3 AND r.key IS NOT NULL
            ORDER BY words.rowid DESC
            """,
            expression,
            IdBound(connection, query.BeforeMs),
            query.BeforeMs == 0 ? long.MaxValue : query.BeforeMs);
        using SqliteDataReader reader = command.ExecuteReader();
        int read = 0;
        while (lines.Count < query.Count && !query.IsCancelled && reader.Read())
        {
            if (++read > query.MaxRead)
            {
                query.UnreadBeforeMs = LineColumns.Read(reader).TimeMs + 1;
                break;
            }

            bool isInRoom = room == 0 || reader.GetInt64(reader.FieldCount - 1) == room;
            if (!isInRoom)
            {
                continue;
            }

            if (from is null || NameComparer.Same(reader.ReadBytes(LineColumns.Name), from))
            {
                lines.Add(LineColumns.Read(reader));
            }
        }

        query.Lines = lines;
    }

    /// <summary>The id of the first line that is not before the time.</summary>
    private static long IdBound(SqliteConnection connection, long beforeMs)
    {
        if (beforeMs == 0)
        {
            return long.MaxValue;
        }

        long low = 0;
        long high = 1 + connection.ReadNumber("SELECT max(id) FROM message");
        using SqliteCommand probe = connection.Prepare(
            "SELECT ms FROM message WHERE id >= $1 ORDER BY id LIMIT 1", 0L);
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            probe.Parameters[0].Value = middle;
            bool isBefore = probe.ExecuteScalar() is long ms && ms < beforeMs;
            (low, high) = isBefore ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
