using System.Globalization;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Writing;

/// <summary>The table <c>file</c>. A change may be written twice.</summary>
internal static class FileRows
{
    public static void Write(SqliteConnection connection, StoredFile file) => connection.Execute(
        """
        INSERT OR REPLACE INTO file(
            id, hash, bytes, name, type, width, height, created_ms, owner, sender, room)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """,
        TextOf(file.Id),
        file.Hash,
        file.Bytes,
        file.Name,
        file.Type,
        file.Width,
        file.Height,
        file.CreatedMs,
        file.Owner,
        file.Sender,
        file.Room);

    public static void Remove(SqliteConnection connection, UInt128 id) =>
        connection.Execute("DELETE FROM file WHERE id = $1", TextOf(id));

    private static string TextOf(UInt128 id) => id.ToString("x32", CultureInfo.InvariantCulture);
}
