using System.Buffers.Binary;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Storage.Files;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventLoopServer.Storage.Sqlite;

/// <summary>Opens the database for writing and for reading, and checks it.</summary>
internal static class Database
{
    /// <summary>
    /// 3.51.3. Older versions have CVE-2025-6965, or a race that damages the file when the WAL is
    /// reset.
    /// </summary>
    private const int OldestLibrary = 3_051_003;

    private const int HeaderBytes = 100;
    private const int PageSizeAt = 16;
    private const int PageCountAt = 28;

    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>Opens an existing database for the only thread that writes.</summary>
    public static SqliteConnection OpenWriter(string file, StoreDurability durability)
    {
        SqliteConnection connection = Open(file, SqliteOpenMode.ReadWrite);
        string synchronous = durability == StoreDurability.Full ? "FULL" : "NORMAL";

        // The writer makes the checkpoints, which keeps the WAL short. With a separate checkpoint
        // thread the WAL grew to 340 MiB.
        connection.Execute($"""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = {synchronous};
            PRAGMA wal_autocheckpoint = 1000;
            PRAGMA journal_size_limit = 67108864;
            PRAGMA cache_size = -32768;
            PRAGMA temp_store = MEMORY;
            PRAGMA trusted_schema = OFF;
            PRAGMA cell_size_check = ON;
            PRAGMA secure_delete = FAST;
            PRAGMA busy_timeout = 5000;
            """);
        return connection;
    }

    /// <summary>Opens an existing database for queries.</summary>
    public static SqliteConnection OpenReader(string file)
    {
        SqliteConnection connection = Open(file, SqliteOpenMode.ReadWrite);

        // Without mmap, because a disk error would then be a signal that ends the process.
        connection.Execute("""
            PRAGMA query_only = ON;
            PRAGMA cache_size = -8192;
            PRAGMA mmap_size = 0;
            PRAGMA trusted_schema = OFF;
            PRAGMA busy_timeout = 5000;
            """);
        return connection;
    }

    /// <summary>Opens a complete copy to mark it. Nobody else uses the copy yet.</summary>
    public static SqliteConnection OpenCopy(string file)
    {
        SqliteConnection connection = Open(file, SqliteOpenMode.ReadWrite);
        connection.Execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL");
        return connection;
    }

    /// <summary>Creates a database under a temporary name, then renames it.</summary>
    public static void Create(StorePaths paths)
    {
        File.Delete(paths.NewDatabase);
        using (SqliteConnection connection =
            Open(paths.NewDatabase, SqliteOpenMode.ReadWriteCreate))
        {
            connection.Execute("PRAGMA auto_vacuum = INCREMENTAL");
            connection.Execute($"PRAGMA application_id = {Schema.ApplicationId}");
            Schema.Upgrade(connection);
            Meta.Write(connection, Meta.Clean, 1);
        }

        File.Move(paths.NewDatabase, paths.Database);
    }

    /// <summary>Refuses a file that is not a database of SQLite, or is cut off.</summary>
    public static void CheckHeader(string file)
    {
        using FileStream stream = new(
            file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[HeaderBytes];
        int bytes = stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
        if (bytes < HeaderBytes)
        {
            throw Damaged(file, StoreSentences.CutOff(stream.Length));
        }

        if (!header.StartsWith(Magic))
        {
            throw Damaged(file, "file is not a database");
        }

        long pageBytes = BinaryPrimitives.ReadUInt16BigEndian(header[PageSizeAt..]);
        pageBytes = pageBytes == 1 ? 65_536 : pageBytes;
        long pages = BinaryPrimitives.ReadUInt32BigEndian(header[PageCountAt..]);
        bool hasWal = new FileInfo(file + "-wal") is { Exists: true, Length: > 0 };
        if (!hasWal && pages * pageBytes > stream.Length)
        {
            throw Damaged(file, StoreSentences.CutOff(stream.Length));
        }
    }

    /// <summary>Refuses a file of another program, or of a newer version of the server.</summary>
    public static void CheckSchema(SqliteConnection connection, string file)
    {
        if (connection.ReadNumber("PRAGMA application_id") != Schema.ApplicationId)
        {
            throw new StoreException(
                StoreError.Foreign, StoreSentences.Foreign(file), StoreSentences.ForeignAdvice);
        }

        int version = Schema.VersionOf(connection);
        if (version > Schema.Version)
        {
            throw new StoreException(
                StoreError.Newer,
                StoreSentences.Newer(file, version, Schema.Version),
                StoreSentences.NewerAdvice);
        }
    }

    /// <summary>Searches for damaged pages.</summary>
    /// <returns>The first fault, or null.</returns>
    public static string? QuickCheck(SqliteConnection connection)
    {
        var result = (string)connection.ReadValue("PRAGMA quick_check(1)")!;
        return result == "ok" ? null : result.ReplaceLineEndings(" ");
    }

    /// <summary>Searches for damaged pages, and for rows that are missing in an index.</summary>
    /// <returns>The first fault, or null.</returns>
    public static string? FullCheck(SqliteConnection connection)
    {
        var result = (string)connection.ReadValue("PRAGMA integrity_check(1)")!;
        return result == "ok" ? null : result.ReplaceLineEndings(" ");
    }

    /// <summary>The exception for a damaged file. Its advice names the newest backup.</summary>
    public static StoreException Damaged(string file, string detail, Exception? cause = null)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string advice = new StorePaths(folder).NewestBackup is { } backup
            ? StoreSentences.RestoreAdvice(backup, folder)
            : StoreSentences.NoBackupAdvice;
        return new StoreException(
            StoreError.Damaged, StoreSentences.Damaged(file, detail), advice, cause);
    }

    /// <summary>The exception for an SQLite error during the opening of a file.</summary>
    public static StoreException Explain(SqliteException fault, string file) =>
        fault.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB
            ? Damaged(file, fault.Message, fault)
            : new StoreException(
                StoreError.Disk,
                StoreSentences.Disk(file, fault.Message),
                StoreSentences.DiskAdvice,
                fault);

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        SqliteConnection connection = Connect(file, mode);
        try
        {
            connection.Open();
            if (raw.sqlite3_libversion_number() < OldestLibrary)
            {
                throw new StoreException(
                    StoreError.OldLibrary,
                    StoreSentences.OldLibrary(connection.ServerVersion),
                    StoreSentences.OldLibraryAdvice);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes a closed connection. The first call loads the library.</summary>
    private static SqliteConnection Connect(string file, SqliteOpenMode mode)
    {
        try
        {
            return new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = mode,
                Pooling = false,
            }.ToString());
        }
        catch (TypeInitializationException fault)
        {
            throw new StoreException(
                StoreError.NoLibrary,
                StoreSentences.NoLibrary,
                StoreSentences.OldLibraryAdvice,
                fault);
        }
    }
}
