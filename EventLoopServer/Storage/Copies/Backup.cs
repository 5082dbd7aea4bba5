using EventLoopServer.Sentences.Operators;
using EventLoopServer.Storage.Files;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Copies;

/// <summary>Makes consistent copies of a database that is in use.</summary>
internal static class Backup
{
    /// <summary>Makes a copy.</summary>
    /// <exception cref="StoreException">The file exists, or cannot be written.</exception>
    public static void Make(SqliteConnection connection, string path) =>
        NewFile.Write(path, part =>
        {
            // SQLite's incremental backup would start again after each write, and so never end.
            connection.Execute("PRAGMA query_only = OFF");
            try
            {
                connection.Execute("VACUUM INTO $1", part);
            }
            finally
            {
                connection.Execute("PRAGMA query_only = ON");
            }

            MarkAsCopy(part);
        });

    /// <summary>
    /// Marks a file as a copy. A server that opens it must not continue its numbers, because the
    /// original may continue them too.
    /// </summary>
    public static void MarkAsCopy(string file)
    {
        using SqliteConnection copy = Database.OpenCopy(file);
        Meta.Write(copy, Meta.IsCopy, 1);
    }

    /// <summary>Makes a copy in the backup folder, and deletes old ones.</summary>
    /// <returns>The result for people to read.</returns>
    public static string MakeInFolder(
        SqliteConnection connection, StorePaths paths, long unixMs, int keep)
    {
        string path = paths.BackupOf(unixMs);
        Make(connection, path);
        foreach (string old in paths.FindBackups().Skip(Math.Max(keep, 1)))
        {
            File.Delete(old);
        }

        return Describe(path);
    }

    public static string Describe(string path) =>
        StoreSentences.BackupMade(path, new FileInfo(path).Length >> 10);
}
