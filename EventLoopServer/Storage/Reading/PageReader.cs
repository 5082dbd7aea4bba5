using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Reading;

/// <summary>Reads a page of a room.</summary>
internal static class PageReader
{
    public static void Read(SqliteConnection connection, PageQuery query)
    {
        long room = connection.ReadNumber(
            "SELECT id FROM room WHERE key = $1", query.Room.ToUpperInvariant());
        List<StoredLine> lines = ReadLines(connection, query, room);
        if (query.After == 0)
        {
            lines.Reverse();
        }

        query.Lines = lines;
        query.ReachesStart = !HasBefore(connection, room, FirstOf(query));
        query.IsPurged = query.ReachesStart
            && connection.ReadNumber("SELECT purged FROM room WHERE id = $1", room) > 0;
    }

    private static List<StoredLine> ReadLines(
        SqliteConnection connection, PageQuery query, long room)
    {
        string order = query.After > 0 ? "ASC" : "DESC";
        using SqliteCommand command = connection.Prepare(
            $"""
            SELECT {LineColumns.All} {LineColumns.FromMessages}
            WHERE m.room = $1 AND m.seq > $2 AND m.seq < $3 AND m.ms < $4
            ORDER BY m.seq {order} LIMIT $5
            """,
            room,
            (long)query.After,
            Math.Min(NumberBound(query), TimeBound(connection, query, room)),
            query.BeforeMs == 0 ? long.MaxValue : query.BeforeMs,
            query.Count);
        return LineColumns.ReadAll(command);
    }

    /// <summary>The number of the page's first line, or the bound of an empty page.</summary>
    private static long FirstOf(PageQuery query) =>
        query.Lines is [StoredLine first, ..] ? (long)first.Sequence
        : query.After > 0 ? (long)query.After + 1
        : NumberBound(query);

    private static long NumberBound(PageQuery query) =>
        query.Before is 0 or > long.MaxValue ? long.MaxValue : (long)query.Before;

    /// <summary>
    /// The number of the first line that is not before the page's time. It is a binary search,
    /// because times increase with the numbers. Where the clock was set, they do not, so the page's
    /// query compares the times again.
    /// </summary>
    private static long TimeBound(SqliteConnection connection, PageQuery query, long room)
    {
        if (query.BeforeMs == 0)
        {
            return long.MaxValue;
        }

        long low = 0;
        long high = 1 + connection.ReadNumber(
            "SELECT max(seq) FROM message WHERE room = $1", room);
        using SqliteCommand probe = connection.Prepare(
            "SELECT ms FROM message WHERE room = $1 AND seq >= $2 ORDER BY seq LIMIT 1", room, 0L);
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            probe.Parameters[1].Value = middle;
            bool isBefore = probe.ExecuteScalar() is long ms && ms < query.BeforeMs;
            (low, high) = isBefore ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static bool HasBefore(SqliteConnection connection, long room, long number) =>
        connection.ReadNumber(
            "SELECT EXISTS(SELECT 1 FROM message WHERE room = $1 AND seq < $2)", room, number) > 0;
}
