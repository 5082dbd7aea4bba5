using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// The table <c>account</c>, and what belongs to an account. A change may be written again.
/// </summary>
internal static class AccountRows
{
    public static void Write(SqliteConnection connection, StoredAccount account) =>
        connection.Execute(
            """
            INSERT OR REPLACE INTO account(
                id, name, secret, code_hash, code_until_ms, created_ms, seen_ms, released_ms,
                role, places)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            account.Id,
            account.Name,
            account.Secret,
            account.CodeHash,
            account.CodeUntilMs,
            account.CreatedMs,
            account.SeenMs,
            account.ReleasedMs,
            (long)account.Role,
            account.Places);

    public static void Remove(SqliteConnection connection, long id) =>
        connection.Execute("DELETE FROM account WHERE id = $1", id);
}
