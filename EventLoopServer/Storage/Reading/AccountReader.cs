using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Reading;

/// <summary>Reads the accounts at the start.</summary>
internal static class AccountReader
{
    public static List<StoredAccount> Read(SqliteConnection connection)
    {
        var accounts = new List<StoredAccount>();
        using SqliteCommand command = connection.Prepare(
            """
            SELECT id, name, secret, code_hash, code_until_ms, created_ms, seen_ms, released_ms,
                role, places
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
            });
        }

        return accounts;
    }
}
