using EventLoopServer.Sentences.Operators;
using EventLoopServer.Storage.Copies;
using EventLoopServer.Storage.Files;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Tool;

/// <summary>
/// Operations on a store's files from outside the server. Check, backup and export may run while a
/// server uses the store. Restore and compact need the folder for themselves.
/// </summary>
internal static class StoreTool
{
    /// <summary>Reads every page and compares the indexes with the tables.</summary>
    /// <returns>The result for people to read.</returns>
    /// <exception cref="StoreException">The file is damaged.</exception>
    public static string Check(string file)
    {
        using SqliteConnection connection = Open(file);
        string? fault = Explained(file, () => Database.FullCheck(connection));
        return fault is null
            ? StoreSentences.CheckPassed
            : throw Database.Damaged(file, fault);
    }

    public static string Backup(string file, string path)
    {
        using SqliteConnection connection = Open(file);
        Copies.Backup.Make(connection, path);
        return Copies.Backup.Describe(path);
    }

    public static string Export(string file, string path)
    {
        using SqliteConnection connection = Open(file);
        return Explained(file, () => JsonExport.Write(connection, path));
    }

    /// <summary>Returns free space in the file to the disk.</summary>
    public static string Compact(string file)
    {
        CheckExists(file);
        using StoreLock folder = StoreLock.Take(PathsOf(file));
        long before = new FileInfo(file).Length;
        Database.CheckHeader(file);
        Explained(file, () =>
        {
            using SqliteConnection connection =
                Database.OpenWriter(file, StoreDurability.Full);
            Database.CheckSchema(connection, file);
            connection.Execute("INSERT INTO words(words) VALUES ('optimize')");
            return connection.Execute("VACUUM");
        });
        return StoreSentences.Compacted(before >> 10, new FileInfo(file).Length >> 10);
    }

    /// <summary>
    /// Puts a backup into a folder. The previous store is kept under another name. Users who were
    /// erased from it are erased from the backup too.
    /// </summary>
    public static string Restore(string backup, string folder)
    {
        Check(backup);
        var paths = new StorePaths(folder);
        using StoreLock taken = StoreLock.Take(paths);
        File.Copy(backup, paths.NewDatabase, overwrite: true);
        Copies.Backup.MarkAsCopy(paths.NewDatabase);
        string result = StoreSentences.Restored(backup, folder);
        if (File.Exists(paths.Database))
        {
            Explained(paths.NewDatabase, () => CarryErasures(paths));
            result += "\n" + StoreSentences.OldStoreMoved(MoveAway(paths));
        }

        File.Move(paths.NewDatabase, paths.Database);
        return result;
    }

    private static SqliteConnection Open(string file)
    {
        CheckExists(file);
        Database.CheckHeader(file);
        return Explained(file, () =>
        {
            SqliteConnection connection = Database.OpenReader(file);
            Database.CheckSchema(connection, file);
            return connection;
        });
    }

    /// <summary>
    /// Copies the erasures of the previous store to the backup. They apply only to lines from
    /// before the erasure, because the user may have come back.
    /// </summary>
    private static int CarryErasures(StorePaths paths)
    {
        var orders = new List<(byte[] Name, long Ms)>();
        try
        {
            using SqliteConnection old = Database.OpenReader(paths.Database);
            using SqliteCommand command = old.Prepare("SELECT name, ms FROM erased ORDER BY id");
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                orders.Add((reader.ReadBytes(0), reader.GetInt64(1)));
            }
        }
        catch (SqliteException)
        {
            // The previous store may be damaged, which is a common reason for a restore.
        }

        using SqliteConnection restored = Database.OpenCopy(paths.NewDatabase);
        foreach ((byte[] name, long ms) in orders)
        {
            restored.Execute(
                """
                INSERT INTO erased(name, ms, done, lines, last_id)
                SELECT $1, $2, 0, 0, coalesce(max(id), 0) FROM message WHERE ms <= $2
                """,
                name,
                ms);
        }

        return orders.Count;
    }

    private static string MoveAway(StorePaths paths)
    {
        string old = paths.Database + ".old";
        for (int i = 2; Path.Exists(old); i++)
        {
            old = $"{paths.Database}.old{i}";
        }

        // The WAL belongs to the file. Without it, the latest lines would be missing.
        if (File.Exists(paths.Wal))
        {
            File.Move(paths.Wal, old + "-wal");
        }

        File.Delete(paths.Database + "-shm");
        File.Move(paths.Database, old);
        return old;
    }

    private static void CheckExists(string file)
    {
        if (!File.Exists(file))
        {
            throw new StoreException(
                StoreError.File,
                StoreSentences.FileMissing(file),
                StoreSentences.FileMissingAdvice);
        }
    }

    private static T Explained<T>(string file, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (SqliteException fault)
        {
            throw Database.Explain(fault, file);
        }
    }

    private static StorePaths PathsOf(string file) =>
        new(Path.GetDirectoryName(Path.GetFullPath(file))!);
}
