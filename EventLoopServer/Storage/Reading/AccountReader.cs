using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Protocol.Messages;

namespace EventLoopServer.Storage.Reading;

/// <summary>Reads the accounts, and the private messages that wait for their owners.</summary>
internal static class AccountReader
{
    public static List<StoredAccount> Read(SqliteConnection connection)
    {
        var accounts = new List<StoredAccount>();
        using SqliteCommand command = connection.Prepare(
            """
            SELECT id, name, secret, code_hash, code_until_ms, created_ms, seen_ms, released_ms,
                role, places, private_read, read_marks
            FROM account ORDER BY created_ms, id
            """);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            accounts.Add(new StoredAccount(reader.GetInt64(0), reader.GetString(1))
            {
                Secret = reader.GetString(2),
                CodeHash = reader.GetString(3),
                CodeUntilMs = reader.GetInt64(4),
                CreatedMs = reader.GetInt64(5),
                SeenMs = reader.GetInt64(6),
                ReleasedMs = reader.GetInt64(7),
                Role = (AccountRole)reader.GetInt64(8),
                Places = reader.GetString(9),
                PrivateRead = reader.ReadUnsigned(10),
                ReadMarks = reader.GetString(11),
            });
        }

        return accounts;
    }

    public static List<StoredUnread> ReadUnread(SqliteConnection connection)
    {
        var unread = new List<StoredUnread>();
        using SqliteCommand command = connection.Prepare(
            """
            SELECT account, sender_key, count(*), sum(length(name) + length(text)), max(seq)
            FROM private GROUP BY account, sender_key
            """);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            unread.Add(new StoredUnread(
                reader.GetInt64(0),
                reader.GetInt64(1),
                reader.GetInt32(2),
                reader.GetInt64(3),
                reader.ReadUnsigned(4)));
        }

        return unread;
    }

    /// <summary>Reads the private messages that wait for the owner of an account.</summary>
    public static void Read(SqliteConnection connection, UnreadQuery query)
    {
        var lines = new List<StoredLine>();
        using SqliteCommand command = connection.Prepare(
            """
            SELECT seq, ms, sender, request, empty_lines, name, text
            FROM private WHERE account = $1 ORDER BY seq
            """,
            query.Account);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            lines.Add(new StoredLine(
                EventKind.Told,
                Room: "",
                Incarnation: 0,
                reader.ReadUnsigned(0),
                reader.GetInt64(1),
                reader.ReadUnsigned(2))
            {
                RequestId = reader.ReadUnsigned(3),
                EmptyLines = reader.GetInt32(4),
                Name = reader.ReadBytes(5),
                Text = reader.ReadBytes(6),
            });
        }

        query.Lines = lines;
    }
}
