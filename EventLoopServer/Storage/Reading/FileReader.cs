using System.Globalization;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Reading;

/// <summary>Reads the shared files at the start.</summary>
internal static class FileReader
{
    /// <summary>All files, oldest first.</summary>
    public static List<StoredFile> Read(SqliteConnection connection)
    {
        var files = new List<StoredFile>();
        using SqliteCommand command = connection.Prepare(
            """
            SELECT id, hash, bytes, name, type, width, height, created_ms, owner, sender, room
            FROM file ORDER BY created_ms
            """);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            UInt128 id = UInt128.Parse(
                reader.GetString(0), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            files.Add(new StoredFile(id, reader.GetString(1), reader.GetInt64(2))
            {
                Name = reader.GetString(3),
                Type = reader.GetString(4),
                Width = reader.GetInt32(5),
                Height = reader.GetInt32(6),
                CreatedMs = reader.GetInt64(7),
                Owner = reader.GetString(8),
                Sender = reader.GetString(9),
                Room = reader.GetString(10),
            });
        }

        return files;
    }
}
