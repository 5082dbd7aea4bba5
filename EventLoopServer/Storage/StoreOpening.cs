using EventLoopServer.Observability;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Storage.Copies;
using EventLoopServer.Storage.Files;
using EventLoopServer.Storage.Sqlite;
using EventLoopServer.Storage.Writing;
using EventLoopServer.Timing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Storage;

/// <summary>
/// Opens the store's file. It creates, checks and upgrades the file, and finds out whether the last
/// run ended cleanly.
/// </summary>
internal sealed class StoreOpening(
    StorePaths paths, StoreOptions options, IClock clock, ILogger log)
{
    /// <summary>
    /// False when the last run did not mark its end as clean. Also false when the file is a copy,
    /// because the original may be in use elsewhere.
    /// </summary>
    public bool WasClean { get; private set; }

    public ulong NextMemberId { get; private set; }

    /// <exception cref="StoreException">The file cannot be used.</exception>
    public WriterSession Open()
    {
        try
        {
            if (!File.Exists(paths.Database))
            {
                if (File.Exists(paths.Wal))
                {
                    throw Database.Damaged(paths.Database, "it is missing, but its log is there");
                }

                Database.Create(paths);
            }

            Database.CheckHeader(paths.Database);
            using (SqliteConnection connection =
                Database.OpenWriter(paths.Database, StoreDurability.Full))
            {
                Database.CheckSchema(connection, paths.Database);
                Upgrade(connection);
                FindEnd(connection);
                Begin(connection);
            }

            return WriterSession.Open(paths, options, log);
        }
        catch (SqliteException fault)
        {
            throw Database.Explain(fault, paths.Database);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                StoreError.Disk,
                StoreSentences.Disk(paths.Database, fault.Message),
                StoreSentences.DiskAdvice,
                fault);
        }
    }

    private void Upgrade(SqliteConnection connection)
    {
        int version = Schema.VersionOf(connection);
        if (version < Schema.Version)
        {
            string backup = paths.BackupOf(clock.UnixMs, $"-schema{version}");
            Backup.Make(connection, backup);
            connection.Execute("PRAGMA query_only = OFF");
            Schema.Upgrade(connection);
            StoreLog.Upgraded(log, version, Schema.Version, backup);
        }
    }

    private void FindEnd(SqliteConnection connection)
    {
        // A copied file has the same bytes and mostly the same times, but another creation time.
        long birth = Meta.Read(connection, Meta.Birth);
        bool isCopy = Meta.Read(connection, Meta.IsCopy) == 1
            || (birth != 0 && birth != FileBirth.Read(paths.Database));
        bool isClean = Meta.Read(connection, Meta.Clean) == 1;
        WasClean = isClean && !isCopy;
        if (!isClean || isCopy)
        {
            long start = clock.NowMs;
            if (Database.QuickCheck(connection) is { } fault)
            {
                throw Database.Damaged(paths.Database, fault);
            }

            if (isCopy)
            {
                StoreLog.OpenedCopy(log);
            }
            else
            {
                StoreLog.CheckedAfterCrash(log, clock.NowMs - start);
            }
        }
    }

    /// <summary>Marks the run as not ended, and reserves the ids of its first members.</summary>
    private void Begin(SqliteConnection connection)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        Meta.Write(connection, Meta.Clean, 0);
        Meta.Write(connection, Meta.IsCopy, 0);
        long next = Math.Max(1, Meta.Read(connection, Meta.MemberLease));
        Meta.Write(connection, Meta.MemberLease, next + BatchCommit.LeaseIds);
        NextMemberId = (ulong)next;
        RemoveUnusedRooms(connection);
        ErasedAccounts.Release(connection, clock.UnixMs);
        Meta.Write(connection, Meta.Birth, FileBirth.Read(paths.Database));
        if (Meta.Read(connection, Meta.Created) == 0)
        {
            Meta.Write(connection, Meta.Created, clock.UnixMs);
        }

        transaction.Commit();
    }

    /// <summary>
    /// Removes rooms that have had no line and no member for as long as lines are kept, so that
    /// rooms that were only visited do not stay for ever.
    /// </summary>
    private void RemoveUnusedRooms(SqliteConnection connection) => connection.Execute(
        """
        UPDATE room SET key = NULL
        WHERE used_ms < $1 AND NOT EXISTS(SELECT 1 FROM message WHERE message.room = room.id)
        """,
        clock.UnixMs - (long)options.Keep.TotalMilliseconds);
}
