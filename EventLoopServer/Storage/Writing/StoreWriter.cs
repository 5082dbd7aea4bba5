using EventLoopServer.Chat.Storage;
using EventLoopServer.Observability;
using EventLoopServer.Storage.Batches;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// The only thread that writes. It commits one batch after another. The next batch grows meanwhile,
/// so a slow disk gets larger batches. A batch that cannot be committed is kept and tried again.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    /// <summary>
    /// The pause between two small batches. It is also how long a committed batch may wait for the
    /// reactor's next turn before the reactor is woken. With commits every 2 ms and a wake-up for
    /// each, 500 messages/s took 1.4 times the CPU time of a process without a store.
    /// </summary>
    private const int PauseMs = 10;

    /// <summary>
    /// The writer sleeps after this number of pauses without a batch. The reactor has to wake a
    /// writer that sleeps. With more than 10 messages/s, the writer never sleeps.
    /// </summary>
    private const int MaxPolls = 10;

    /// <summary>
    /// After a batch of this size, the writer takes the next one at once and wakes the reactor,
    /// because clients may be waiting to send. It is some 30 ms of work.
    /// </summary>
    private const int LargeBytes = 256 * 1024;

    /// <summary>How long <see cref="Dispose"/> waits for the attempt that runs.</summary>
    private const int AbandonWithinMs = 2000;

    private const long SlowCommitMs = 1000;
    private const long NoCommit = long.MaxValue;
    private const long LogEveryMs = 60_000;

    private readonly WriterInbox _inbox = new();
    private readonly WriterServices _services;
    private readonly Housekeeping _housekeeping;
    private readonly Thread _thread;
    private WriterSession? _session;
    private int _polls;
    private bool _isUnmarked;
    private long _messages;
    private long _lastCommitUnixMs;
    private long _lastCommitNs;
    private long _slowLoggedMs = -LogEveryMs;
    private long _beganMs = NoCommit;
    private bool _isHangLogged;
    private volatile int _maxPages;
    private int _usedMaxPages;

    public StoreWriter(WriterServices services, WriterSession session)
    {
        _services = services;
        _session = session;
        _messages = session.Commit.Messages;
        Faults = new WriterFaults(services);
        _housekeeping = new Housekeeping(services, Faults);
        _thread = new Thread(Work) { IsBackground = true, Name = "store writer" };
        _thread.Start();
    }

    public WriterFaults Faults { get; }

    public long Messages => Volatile.Read(ref _messages);

    public long LastCommitUnixMs => Volatile.Read(ref _lastCommitUnixMs);

    public double LastCommitMs => Volatile.Read(ref _lastCommitNs) / 1e6;

    /// <summary>
    /// True when the current commit has taken longer than <c>FailingAfter</c>, so that the disk
    /// counts as failing. A remote disk can block without an error.
    /// </summary>
    public bool Hangs => _services.Clock.NowMs - Volatile.Read(ref _beganMs)
        >= (long)_services.Options.FailingAfter.TotalMilliseconds;

    /// <summary>A size limit with which tests make the disk full; 0 for no limit.</summary>
    public int MaxPages
    {
        set => _maxPages = value;
    }

    /// <summary>Called before each attempt to commit. Tests throw from it.</summary>
    public Action BeforeCommit { get; set; } = static () => { };

    /// <summary>Called after each commit, before it is reported. Tests throw from it.</summary>
    public Action AfterCommit { get; set; } = static () => { };

    /// <summary>
    /// Passes a filled batch to the writer. The reactor must have taken the writer's report that
    /// the previous batch is on disk.
    /// </summary>
    public void Hand(Batch batch) => _inbox.Hand(batch);

    /// <summary>
    /// Warns when a commit hangs. The reactor calls it, because the writer waits for the disk.
    /// </summary>
    public void WarnIfItHangs()
    {
        if (!Hangs)
        {
            _isHangLogged = false;
        }
        else if (!_isHangLogged)
        {
            _isHangLogged = true;
            StoreLog.CommitHangs(
                _services.Log,
                (long)_services.Options.FailingAfter.TotalSeconds,
                WriterFaults.EffectOf(_services.Options.Failing));
        }
    }

    public void Erase(MaintenanceQuery query) => _inbox.Erase(query);

    /// <summary>Commits the passed batches and the last one, and marks the end as clean.</summary>
    /// <returns>False when this took too long or failed.</returns>
    public bool Close(Batch? last)
    {
        _inbox.Close(last);
        bool isClean = _thread.Join(_services.Options.CloseWithin)
            && !_inbox.IsAbandoned && !_isUnmarked;
        Dispose();
        return isClean;
    }

    /// <summary>
    /// Ends without marking the end as clean. Batches that were not committed are lost.
    /// </summary>
    public void Dispose()
    {
        _inbox.Abandon();
        _thread.Join(AbandonWithinMs);
    }

    private void Work()
    {
        while (!_inbox.IsAbandoned)
        {
            (Batch? batch, MaintenanceQuery? erasure, bool isClosing) = _inbox.Take();

            // Read now, because after the commit the batch belongs to the reactor again.
            bool isLarge = batch?.Used >= LargeBytes;
            if (batch is not null && !Keep(batch, isLarge))
            {
                break;
            }

            if (batch is null && isClosing)
            {
                MarkClean();
                break;
            }

            if (!isClosing)
            {
                bool hasMore = DoHousekeeping(erasure);
                Pause(hasSmallBatch: batch is not null && !isLarge, isLarge, hasMore);
            }
        }

        _session?.Dispose();
    }

    /// <summary>
    /// Waits until there may be work. For a while after a small batch, the writer polls for the
    /// next one, so that the reactor need not wake it for each batch.
    /// </summary>
    private void Pause(bool hasSmallBatch, bool hasLargeBatch, bool hasMore)
    {
        _polls = hasSmallBatch ? 0 : hasLargeBatch ? MaxPolls : _polls + 1;
        if (hasSmallBatch)
        {
            Thread.Sleep(PauseMs);
            _services.ReportNow();
        }
        else if (hasMore)
        {
            return;
        }
        else if (_polls < MaxPolls)
        {
            Thread.Sleep(PauseMs);
        }
        else
        {
            _polls = MaxPolls;
            _inbox.Wait(_housekeeping.WaitMs);
        }
    }

    /// <summary>Commits a batch. Repeats failed attempts until one succeeds.</summary>
    /// <returns>False when the writer was abandoned before an attempt succeeded.</returns>
    private bool Keep(Batch batch, bool isUrgent)
    {
        while (!TryCommit(batch))
        {
            _inbox.WaitToRetry(_services.Options.RetryEvery);
            if (_inbox.IsAbandoned)
            {
                return false;
            }
        }

        _services.Committed(batch);
        if (isUrgent)
        {
            _services.ReportNow();
        }

        return true;
    }

    private bool TryCommit(Batch batch)
    {
        try
        {
            WriterSession session = TakeSession();
            long start = _services.Clock.NowNs;
            Volatile.Write(ref _beganMs, _services.Clock.NowMs);
            BeforeCommit();
            session.Commit.Write(batch, _services.Clock.UnixMs);
            AfterCommit();
            Volatile.Write(ref _lastCommitNs, _services.Clock.NowNs - start);
            Volatile.Write(ref _lastCommitUnixMs, _services.Clock.UnixMs);
            Volatile.Write(ref _messages, session.Commit.Messages);
            WarnIfSlow(_lastCommitNs / 1_000_000);
            Faults.Clear();
            return true;
        }
        catch (Exception fault)
        {
            if (!Faults.Add(fault))
            {
                // After a failed fsync, Linux drops the data that was not written, and a second
                // fsync succeeds without it. Only a new connection reads the real content of the
                // disk.
                _session?.Dispose();
                _session = null;
            }

            return false;
        }
        finally
        {
            Volatile.Write(ref _beganMs, NoCommit);
        }
    }

    private WriterSession TakeSession()
    {
        if (_session is null)
        {
            _session = WriterSession.Open(_services.Paths, _services.Options, _services.Log);
            _usedMaxPages = 0;
        }

        if (_usedMaxPages != _maxPages)
        {
            _usedMaxPages = _maxPages;
            int pages = _usedMaxPages == 0 ? int.MaxValue : _usedMaxPages;
            _session.Connection.ReadNumber($"PRAGMA max_page_count = {pages}");
        }

        return _session;
    }

    private bool DoHousekeeping(MaintenanceQuery? erasure)
    {
        try
        {
            WriterSession session = TakeSession();
            if (erasure is not null)
            {
                _housekeeping.Begin(session, erasure);
            }

            _housekeeping.LimitWal(session);
            bool hasMore = _housekeeping.Step(session);
            Volatile.Write(ref _messages, session.Commit.Messages);
            return hasMore;
        }
        catch (Exception fault) when (IsOfDisk(fault))
        {
            StoreLog.HousekeepingFailed(_services.Log, fault.Message);
            _housekeeping.Postpone();
            _session?.Dispose();
            _session = null;
            if (erasure is not null)
            {
                erasure.Fault = fault;
                _services.Answer(erasure);
            }

            return false;
        }
    }

    /// <summary>
    /// True for a fault of the disk or the file. Such a fault must not end this thread.
    /// </summary>
    private static bool IsOfDisk(Exception fault) => fault is SqliteException or IOException
        or UnauthorizedAccessException or InvalidOperationException;

    private void MarkClean()
    {
        try
        {
            Meta.Write(TakeSession().Connection, Meta.Clean, 1);
        }
        catch (Exception fault) when (IsOfDisk(fault))
        {
            Faults.Add(fault);
            _isUnmarked = true;
        }
    }

    private void WarnIfSlow(long ms)
    {
        long now = _services.Clock.NowMs;
        if (ms >= SlowCommitMs && now - _slowLoggedMs >= LogEveryMs)
        {
            _slowLoggedMs = now;
            StoreLog.CommitSlow(_services.Log, ms);
        }
    }
}
