using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Reading;

/// <summary>Reads the invitations at the start.</summary>
internal static class InvitationReader
{
    /// <summary>All stored invitations, oldest first. Some may have expired.</summary>
    public static List<StoredInvitation> Read(SqliteConnection connection)
    {
        var invitations = new List<StoredInvitation>();
        using SqliteCommand command = connection.Prepare(
            """
            SELECT id, code_hash, uses, uses_left, created_ms, until_ms, by, account
            FROM invitation ORDER BY created_ms, id
            """);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            invitations.Add(new StoredInvitation(reader.GetString(0), reader.GetString(1))
            {
                Uses = reader.GetInt32(2),
                UsesLeft = reader.GetInt32(3),
                CreatedMs = reader.GetInt64(4),
                UntilMs = reader.GetInt64(5),
                By = reader.GetString(6),
                Account = reader.GetInt64(7),
            });
        }

        return invitations;
    }
}
