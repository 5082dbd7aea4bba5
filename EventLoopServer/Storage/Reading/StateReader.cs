using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Reading;

/// <summary>Reads the state for the start of the chat.</summary>
internal static class StateReader
{
    public static List<StoredRoom> ReadRooms(SqliteConnection connection, int lastLines)
    {
        var rooms = new List<StoredRoom>();
        using SqliteCommand command = connection.Prepare(
            """
            SELECT name, incarnation, next, topic, topic_by, topic_by_id, topic_ms,
                (SELECT coalesce(max(seq), 0) FROM message WHERE message.room = room.id), id
            FROM room WHERE key IS NOT NULL ORDER BY id
            """);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            ulong last = reader.ReadUnsigned(7);
            rooms.Add(new StoredRoom(
                Encoding.UTF8.GetString(reader.ReadBytes(0)),
                reader.ReadUnsigned(1),
                Math.Max(reader.ReadUnsigned(2), last + 1),
                last)
            {
                Topic = reader.ReadBytes(3),
                TopicSetter = reader.ReadBytes(4),
                TopicSetterId = reader.IsDBNull(5) ? 0 : reader.ReadUnsigned(5),
                TopicTimeMs = reader.IsDBNull(6) ? 0 : reader.GetInt64(6),
                Ends = ReadEnds(connection, reader.GetInt64(8)),
                LastLines = ReadLastLines(connection, reader.GetInt64(8), lastLines),
            });
        }

        return rooms;
    }

    public static List<StoredRestriction> ReadRestrictions(
        SqliteConnection connection, long nowMs)
    {
        var restrictions = new List<StoredRestriction>();
        using SqliteCommand command = connection.Prepare(
            """
            SELECT is_mute, subject, prefix, until_ms, by, reason FROM restriction
            WHERE until_ms IS NULL OR until_ms > $1 ORDER BY id
            """,
            nowMs);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            restrictions.Add(new StoredRestriction(
                reader.GetBoolean(0),
                reader.GetString(1),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetInt64(3),
                reader.GetString(4),
                reader.GetString(5)));
        }

        return restrictions;
    }

    public static List<StoredSession> ReadSessions(SqliteConnection connection)
    {
        var sessions = new List<StoredSession>();
        var answers = new AnswerReader(connection);
        using SqliteCommand command = connection.Prepare(
            """
            SELECT id, token_hash, guest_name, rooms, account, last_request, seen_ms, connected,
                member, password_mark, private_sequence, deliveries, answers
            FROM session ORDER BY seen_ms
            """);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            sessions.Add(new StoredSession(
                reader.ReadUnsigned(0),
                reader.ReadBytes(1),
                reader.GetString(2),
                reader.GetString(3).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Account = reader.IsDBNull(4) ? null : reader.GetInt64(4),
                LastRequest = reader.ReadUnsigned(5),
                SeenUnixMs = reader.GetInt64(6),
                IsConnected = reader.GetBoolean(7),
                MemberId = reader.ReadUnsigned(8),
                PasswordMark = reader.ReadBytes(9),
                PrivateSequence = reader.ReadUnsigned(10),
                Deliveries = reader.GetString(11),
                Answers = answers.Read(reader.ReadBytes(12)),
            });
        }

        return sessions;
    }

    private static List<IncarnationEnd> ReadEnds(SqliteConnection connection, long room)
    {
        var ends = new List<IncarnationEnd>();
        using SqliteCommand command = connection.Prepare(
            "SELECT incarnation, last_kept FROM room_crash WHERE room = $1 ORDER BY id", room);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            ends.Add(new IncarnationEnd(reader.ReadUnsigned(0), reader.ReadUnsigned(1)));
        }

        return ends;
    }

    private static List<StoredLine> ReadLastLines(
        SqliteConnection connection, long room, int count)
    {
        using SqliteCommand command = connection.Prepare(
            $"""
            SELECT {LineColumns.All} {LineColumns.FromMessages}
            WHERE m.room = $1 ORDER BY m.seq DESC LIMIT $2
            """,
            room,
            count);
        List<StoredLine> lines = LineColumns.ReadAll(command);
        lines.Reverse();
        return lines;
    }
}
