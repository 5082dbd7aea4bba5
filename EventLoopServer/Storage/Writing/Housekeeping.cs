using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Observability;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Storage.Sqlite;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// Work of the writer between batches: retention and erasures, and checks once a minute.
/// </summary>
internal sealed class Housekeeping(WriterServices services, WriterFaults faults)
{
    private const long EveryMs = 60_000;

    private const int StepsPerCheck = 32;
    private const long MaxWalBytes = 64L * 1024 * 1024;

    /// <summary>
    /// Most queries take less time. If one does not, the reset is tried again some commits later.
    /// </summary>
    private const int WaitForReadersMs = 100;

    private readonly Queue<(long Id, MaintenanceQuery Query)> _orders = new();
    private readonly DiskSpace _space = new(services.Log);
    private int _steps;
    private bool _isPassing;
    private bool _mayErase = true;
    private long _nextMs = long.MinValue;

    /// <summary>Milliseconds until the next work.</summary>
    public int WaitMs => (int)Math.Clamp(_nextMs - services.Clock.NowMs, 0, EveryMs);

    public void Begin(WriterSession session, MaintenanceQuery query)
    {
        long id = session.Erasure.Add(
            Encoding.UTF8.GetBytes(query.Argument), services.Clock.UnixMs);
        _orders.Enqueue((id, query));
        _mayErase = true;
    }

    /// <summary>Does one piece of the work.</summary>
    /// <returns>False when there is no work now.</returns>
    public bool Step(WriterSession session)
    {
        long now = services.Clock.NowMs;
        if (now >= _nextMs)
        {
            _nextMs = now + EveryMs;
            session.Retention.Begin(services.Clock.UnixMs);
            session.Retention.DeleteAudit(services.Clock.UnixMs);
            _isPassing = true;
            CheckDisk();
            CheckBackup(session);
        }

        if (_mayErase)
        {
            _mayErase = session.Erasure.Step();
            Answer(session);
        }

        if (_isPassing)
        {
            _isPassing = session.Retention.Step(services.Clock.UnixMs, out int deleted);
            session.Commit.Removed(deleted);
            if (!_isPassing && session.Retention.FindEmptied() is { Count: > 0 } emptied)
            {
                services.RoomsEmptied(emptied);
            }
        }

        return _mayErase || _isPassing;
    }

    /// <summary>
    /// Limits the size of the WAL. SQLite cannot reset the WAL while a reader uses it. With one
    /// search after another, it grew to 800 MiB. Above the limit, the writer therefore waits until
    /// the readers have ended.
    /// </summary>
    public void LimitWal(WriterSession session)
    {
        if (++_steps % StepsPerCheck != 0
            || new FileInfo(services.Paths.Wal) is not { Exists: true, Length: > MaxWalBytes })
        {
            return;
        }

        session.Connection.Execute($"PRAGMA busy_timeout = {WaitForReadersMs}");
        session.Connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        session.Connection.Execute("PRAGMA busy_timeout = 5000");
    }

    /// <summary>Delays the work by a minute, after a fault.</summary>
    public void Postpone()
    {
        (_isPassing, _mayErase) = (false, true);
        _nextMs = services.Clock.NowMs + EveryMs;
    }

    private void Answer(WriterSession session)
    {
        while (_orders.TryPeek(out (long Id, MaintenanceQuery Query) order)
            && session.Erasure.FindDone(order.Id) is { } lines)
        {
            _orders.Dequeue();
            order.Query.Result = StoreSentences.Erased(lines, order.Query.Argument);
            services.Answer(order.Query);
        }
    }

    private void CheckDisk()
    {
        var disk = new DriveInfo(Path.GetFullPath(services.Paths.Folder));
        long free = disk.AvailableFreeSpace;
        _space.Check(free, disk.TotalSize, services.Clock.NowMs);
        if (free >= DiskSpace.FewBytes && faults.Current is null)
        {
            faults.Reserve();
        }
    }

    private void CheckBackup(WriterSession session)
    {
        long everyMs = (long)services.Options.BackupEvery.TotalMilliseconds;
        long last = services.Paths.NewestBackupUnixMs;
        if (last == 0)
        {
            // The first backup of a new store is made after one interval, because the store is
            // empty.
            last = Meta.Read(session.Connection, Meta.Created);
        }

        if (everyMs > 0 && services.Clock.UnixMs - last >= everyMs)
        {
            services.StartBackup();
        }
    }
}
