using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Writing;

/// <summary>The table <c>invitation</c>. A change may be written twice.</summary>
internal static class InvitationRows
{
    public static void Write(SqliteConnection connection, StoredInvitation invitation) =>
        connection.Execute(
            """
            INSERT OR REPLACE INTO invitation(
                id, code_hash, uses, uses_left, created_ms, until_ms, by, account)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            invitation.Id,
            invitation.CodeHash,
            invitation.Uses,
            invitation.UsesLeft,
            invitation.CreatedMs,
            invitation.UntilMs,
            invitation.By,
            invitation.Account);

    public static void Remove(SqliteConnection connection, string id) =>
        connection.Execute("DELETE FROM invitation WHERE id = $1", id);
}
