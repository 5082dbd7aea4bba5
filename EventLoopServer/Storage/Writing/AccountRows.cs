using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// The table <c>account</c>, and the private messages for accounts. A change may be written twice.
/// </summary>
internal static class AccountRows
{
    public static void Write(SqliteConnection connection, StoredAccount account)
    {
        connection.Execute(
            """
            INSERT OR REPLACE INTO account(
                id, name, secret, code_hash, code_until_ms, created_ms, seen_ms, released_ms,
                role, places, private_read, read_marks)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
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
            account.Places,
            (long)account.PrivateRead,
            account.ReadMarks);
        connection.Execute(
            "DELETE FROM private WHERE account = $1 AND seq <= $2",
            account.Id,
            (long)account.PrivateRead);
    }

    public static void Remove(SqliteConnection connection, long id)
    {
        connection.Execute("DELETE FROM account WHERE id = $1", id);
        connection.Execute("DELETE FROM private WHERE account = $1", id);
    }

    /// <summary>Stores a private message for an account whose owner is away.</summary>
    public static void Write(SqliteConnection connection, in StoredMessage message) =>
        connection.Execute(
            """
            INSERT OR IGNORE INTO private(
                account, seq, ms, sender, sender_key, request, empty_lines, name, text)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            message.Account,
            (long)message.Sequence,
            message.TimeMs,
            (long)message.SenderId,
            message.SenderKey,
            unchecked((long)message.RequestId),
            message.EmptyLines,
            message.Name.ToArray(),
            message.Text.ToArray());
}
