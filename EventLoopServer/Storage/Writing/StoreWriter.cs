using EventLoopServer.Chat.Storage;
using EventLoopServer.Observability;
using EventLoopServer.Storage.Batches;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// The only thread that writes. It commits one batch after the other; while it does, the next one
/// grows, so a slow disk gets larger batches. A batch that cannot be committed is kept and tried
/// again.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    /// <summary>
    /// Between two batches. It halves the CPU at medium rates, and the reactor is rarely woken only
    /// for an acknowledgement.
    /// </summary>
    private const int PauseMs = 2;

    /// <summary>For the attempt that runs while the writer is abandoned.</summary>
    private const int AbandonWithinMs = 2000;

    private const long SlowCommitMs = 1000;
    private const long NoCommit = long.MaxValue;
    private const long LogEveryMs = 60_000;

    private readonly object _lock = new();
    private readonly WriterServices _services;
    private readonly Housekeeping _housekeeping;
    private readonly Thread _thread;
    private readonly Queue<MaintenanceQuery> _erasures = new();
    private WriterSession? _session;
    private Batch? _handed;
    private Batch? _last;
    private bool _isClosing;
    private volatile bool _isAbandoned;
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
    /// True while one commit takes as long as a failing disk may take: a remote disk can block
    /// without an error.
    /// </summary>
    public bool Hangs => _services.Clock.NowMs - Volatile.Read(ref _beganMs)
        >= (long)_services.Options.FailingAfter.TotalMilliseconds;

    /// <summary>A size limit with which tests make the disk full; 0: none.</summary>
    public int MaxPages
    {
        set => _maxPages = value;
    }

    /// <summary>Called before each attempt to commit; tests throw from it.</summary>
    public Action BeforeCommit { get; set; } = static () => { };

    /// <summary>Called after each commit, before it is reported; tests throw from it.</summary>
    public Action AfterCommit { get; set; } = static () => { };

    /// <summary>Passes a filled batch on. The last one must have been reported.</summary>
    public void Hand(Batch batch)
    {
        lock (_lock)
        {
            _handed = batch;
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>For the reactor, because the writer itself waits for the disk.</summary>
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

    public void Erase(MaintenanceQuery query)
    {
        lock (_lock)
        {
            _erasures.Enqueue(query);
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Commits what was handed and the last batch, and marks the end as clean.</summary>
    /// <returns>False when it did not end in time.</returns>
    public bool Close(Batch? last)
    {
        lock (_lock)
        {
            _last = last;
            _isClosing = true;
            Monitor.Pulse(_lock);
        }

        bool isClean = _thread.Join(_services.Options.CloseWithin) && !_isAbandoned;
        Dispose();
        return isClean;
    }

    /// <summary>Ends without a mark, and without the batches that were not committed.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isAbandoned = true;
            Monitor.Pulse(_lock);
        }

        _thread.Join(AbandonWithinMs);
    }

    private void Work()
    {
        while (!_isAbandoned)
        {
            (Batch? batch, MaintenanceQuery? erasure, bool isClosing) = TakeWork();
            if (batch is not null && !Keep(batch))
            {
                break;
            }

            if (batch is null && isClosing)
            {
                MarkClean();
                break;
            }

            if (!isClosing && !DoHousekeeping(erasure) && batch is null)
            {
                Wait(_housekeeping.WaitMs);
            }
            else if (batch is not null && !isClosing)
            {
                Thread.Sleep(PauseMs);
            }
        }

        _session?.Dispose();
    }

    private (Batch? Batch, MaintenanceQuery? Erasure, bool IsClosing) TakeWork()
    {
        lock (_lock)
        {
            Batch? batch = _handed;
            _handed = null;
            if (batch is null)
            {
                (batch, _last) = (_last, null);
            }

            _erasures.TryDequeue(out MaintenanceQuery? erasure);
            return (batch, erasure, _isClosing);
        }
    }

    private void Wait(int ms)
    {
        lock (_lock)
        {
            if (_handed is null && _erasures.Count == 0 && !_isClosing && !_isAbandoned)
            {
                Monitor.Wait(_lock, ms);
            }
        }
    }

    /// <summary>Commits a batch, however often that takes.</summary>
    /// <returns>False when the writer was abandoned before.</returns>
    private bool Keep(Batch batch)
    {
        while (!TryCommit(batch))
        {
            lock (_lock)
            {
                // Nothing but the end pulses here that matters: a second batch cannot be handed.
                if (!_isAbandoned)
                {
                    Monitor.Wait(_lock, _services.Options.RetryEvery);
                }

                if (_isAbandoned)
                {
                    return false;
                }
            }
        }

        _services.Committed(batch);
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
                // After a failed fsync Linux forgets what was not written: a second fsync succeeds
                // without it. Only a new connection reads what is really there.
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
        catch (Exception fault) when (fault is SqliteException or IOException)
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

    private void MarkClean()
    {
        try
        {
            Meta.Write(TakeSession().Connection, Meta.Clean, 1);
        }
        catch (SqliteException fault)
        {
            Faults.Add(fault);
            _isAbandoned = true;
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
