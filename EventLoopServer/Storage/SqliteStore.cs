using EventLoopServer.Chat.Storage;
using EventLoopServer.Observability;
using EventLoopServer.Storage.Batches;
using EventLoopServer.Storage.Copies;
using EventLoopServer.Storage.Files;
using EventLoopServer.Storage.Reading;
using EventLoopServer.Storage.Sqlite;
using EventLoopServer.Storage.Writing;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Protocol.Messages;

namespace EventLoopServer.Storage;

/// <summary>
/// The durable log in an SQLite file. It has a thread that writes, and a thread that answers pages
/// and searches. A third thread does backups and exports, because a page must not wait for them.
/// </summary>
internal sealed class SqliteStore : IChatStore
{
    /// <summary>
    /// Most open queries. A page takes 1 ms and a search 20 ms, so the last of these queries waits
    /// less than its deadline.
    /// </summary>
    private const int MaxOpenQueries = 256;

    private const long LogEveryMs = 60_000;

    private readonly StoreOptions _options;
    private readonly StorePaths _paths;
    private readonly StoreLock _lock;
    private readonly Mailbox _mailbox;
    private readonly IClock _clock;
    private readonly ILogger _log;
    private readonly StoreOpening _opening;
    private readonly BatchBuffer _buffer;
    private readonly Dictionary<Batch, CommitNode> _nodes = [];
    private readonly QueryThread _reader;
    private readonly QueryThread _copier;
    private int _openQueries;
    private long _droppedAudits;
    private long _dropsLoggedMs = -LogEveryMs;
    private bool _isEnded;

    private SqliteStore(
        StoreOptions options, StoreLock folder, Mailbox mailbox, IClock clock, ILogger log)
    {
        (_options, _lock, _mailbox, _clock, _log) = (options, folder, mailbox, clock, log);
        _paths = new StorePaths(options.Folder);
        _opening = new StoreOpening(_paths, options, clock, log);
        WriterSession session = _opening.Open();
        _buffer = new BatchBuffer(options.BatchBytes);
        foreach (Batch batch in _buffer.Batches)
        {
            _nodes.Add(batch, new CommitNode(batch, Return));
        }

        _reader = new QueryThread(_paths.Database, RunQuery, Answer);
        _copier = new QueryThread(_paths.Database, RunQuery, Answer);
        Writer = new StoreWriter(
            new WriterServices(
                _paths, options, clock, log, batch => _mailbox.PostQuietly(_nodes[batch]), Answer)
            {
                ReportNow = _mailbox.WakeIfWaiting,
                StartBackup = StartBackup,
                RoomsEmptied = ReportEmptied,
            },
            session);
    }

    public long Appended => _buffer.Appended;

    public long Kept { get; private set; }

    public TimeSpan Retention => _options.Keep;

    public StorePressure Pressure =>
        Writer.Faults.IsLong ? WhenFailing
        : !_buffer.IsHalfFull ? StorePressure.None
        : Writer.Hangs ? WhenFailing
        : _buffer.IsFull ? StorePressure.Full
        : StorePressure.High;

    public Action KeptChanged { private get; set; } = static () => { };

    public Action<IReadOnlyList<EmptiedRoom>> RoomsEmptied { private get; set; } = static _ => { };

    private StorePressure WhenFailing =>
        _options.Failing == StoreFailing.Talk ? StorePressure.Failing : StorePressure.Full;

    /// <summary>For tests, which make its disk fail.</summary>
    internal StoreWriter Writer { get; }

    /// <summary>Opens the store in a folder, which is created if it is missing.</summary>
    /// <param name="options">The options of the store.</param>
    /// <param name="mailbox">Carries answers to the reactor.</param>
    /// <param name="clock">A clock that any thread may read. It is not the clock of a turn.</param>
    /// <param name="log">The log.</param>
    /// <exception cref="StoreException">The folder or the file cannot be used.</exception>
    public static SqliteStore Open(
        StoreOptions options, Mailbox mailbox, IClock clock, ILogger log)
    {
        StoreLock folder = StoreLock.Take(new StorePaths(options.Folder));
        try
        {
            return new SqliteStore(options, folder, mailbox, clock, log);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public StoredState Load()
    {
        using SqliteConnection connection = Database.OpenReader(_paths.Database);
        return new StoredState(_opening.WasClean, _opening.NextMemberId)
        {
            Rooms = StateReader.ReadRooms(connection, _options.LastLines),
            Restrictions = StateReader.ReadRestrictions(connection, _clock.UnixMs),
            Accounts = AccountReader.Read(connection),
            Invitations = InvitationReader.Read(connection),
            Unread = AccountReader.ReadUnread(connection),
            Sessions = StateReader.ReadSessions(connection),
            Files = FileReader.Read(connection),
        };
    }

    /// <summary>
    /// While the disk fails and the server continues without the store, messages are accepted, but
    /// <see cref="Appended"/> does not increase.
    /// </summary>
    public bool TryAppend(in StoredMessage message)
    {
        if (Writer.Faults.IsLong && message.Kind != EventKind.TopicSet)
        {
            return _options.Failing == StoreFailing.Talk;
        }

        return _buffer.TryAppend(message) || Pressure == StorePressure.Failing;
    }

    public void Append(StoreChange change)
    {
        if (!_buffer.TryAppend(change) && change is StoreChange.Audit)
        {
            _droppedAudits++;
            if (_clock.NowMs - _dropsLoggedMs >= LogEveryMs)
            {
                LogDrops();
            }
        }
    }

    public void Persist()
    {
        if (_buffer.IsHalfFull)
        {
            Writer.WarnIfItHangs();
        }

        if (_buffer.Take() is { } batch)
        {
            Writer.Hand(batch);
        }
    }

    public bool TryStart(StoreQuery query)
    {
        if (_isEnded || Volatile.Read(ref _openQueries) >= MaxOpenQueries)
        {
            return false;
        }

        Interlocked.Increment(ref _openQueries);
        switch (query)
        {
            case MaintenanceQuery { Task: MaintenanceTask.Erase } erasure:
                Writer.Erase(erasure);
                break;
            case MaintenanceQuery { Task: MaintenanceTask.Backup or MaintenanceTask.Export }:
                _copier.Start(query);
                break;
            default:
                _reader.Start(query);
                break;
        }

        return true;
    }

    public StoreFigures Measure() => new(
        _paths.Folder,
        _paths.Bytes,
        Writer.Messages,
        Appended - Kept,
        Writer.LastCommitUnixMs,
        Writer.LastCommitMs,
        _paths.NewestBackupUnixMs,
        Writer.Faults.Current);

    public void Close()
    {
        if (_isEnded)
        {
            return;
        }

        EndReaders();
        if (Writer.Close(_buffer.TakeLast()))
        {
            Kept = Appended;
        }
        else
        {
            StoreLog.EndedTooLate(_log, Appended - Kept);
        }

        _lock.Dispose();
    }

    /// <summary>Without <see cref="Close"/>, the end is unclean, as after a crash.</summary>
    public void Dispose()
    {
        if (!_isEnded)
        {
            EndReaders();
            Writer.Dispose();
            _lock.Dispose();
        }
    }

    /// <summary>
    /// Ends the readers before the writer, whose connection then closes last and cleans up the WAL.
    /// </summary>
    private void EndReaders()
    {
        _isEnded = true;
        _reader.Dispose();
        _copier.Dispose();
    }

    private void Return(Batch batch)
    {
        if (_isEnded)
        {
            return;
        }

        Kept = batch.LastPosition;
        _buffer.Return(batch);
        if (_droppedAudits > 0)
        {
            LogDrops();
        }

        KeptChanged();
    }

    private void LogDrops()
    {
        StoreLog.AuditDropped(_log, _droppedAudits);
        (_droppedAudits, _dropsLoggedMs) = (0, _clock.NowMs);
    }

    private void Answer(StoreQuery query) =>
        _mailbox.Post(new AnswerNode(query, () => Interlocked.Decrement(ref _openQueries)));

    /// <summary>Runs on a reader's thread.</summary>
    private void RunQuery(SqliteConnection connection, StoreQuery query)
    {
        switch (query)
        {
            case PageQuery page:
                PageReader.Read(connection, page);
                break;
            case UnreadQuery unread:
                AccountReader.Read(connection, unread);
                break;
            case SearchQuery search:
                SearchReader.Read(connection, search);
                break;
            case MaintenanceQuery { Task: MaintenanceTask.Audit } audit:
                AuditReader.Read(connection, audit);
                break;
            case MaintenanceQuery { Task: MaintenanceTask.Export } export:
                export.Result = JsonExport.Write(connection, _paths.OfCopy(export.Argument));
                break;
            case MaintenanceQuery { Task: MaintenanceTask.Backup, Argument: "" } backup:
                backup.Result = Backup.MakeInFolder(
                    connection, _paths, _clock.UnixMs, _options.BackupKeep);
                break;
            case MaintenanceQuery { Task: MaintenanceTask.Backup } backup:
                string copy = _paths.OfCopy(backup.Argument);
                Backup.Make(connection, copy);
                backup.Result = Backup.Describe(copy);
                break;
        }
    }

    /// <summary>Runs on the writer's thread.</summary>
    private void StartBackup()
    {
        var backup = new MaintenanceQuery(MaintenanceTask.Backup, "") { Answered = LogBackup };
        Interlocked.Increment(ref _openQueries);
        _copier.Start(backup);
    }

    /// <summary>Runs on the writer's thread.</summary>
    private void ReportEmptied(IReadOnlyList<EmptiedRoom> rooms) =>
        _mailbox.Post(new EmptiedNode(rooms, emptied => RoomsEmptied(emptied)));

    private void LogBackup(StoreQuery query)
    {
        if (query.Fault is { } fault)
        {
            StoreLog.BackupFailed(_log, fault.Message);
        }
        else
        {
            StoreLog.MaintenanceDone(_log, ((MaintenanceQuery)query).Result);
        }
    }
}
