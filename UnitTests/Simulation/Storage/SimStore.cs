using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Threading;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage;

/// <summary>
/// A store without threads: after each turn it may write, sync and answer. All choices are drawn
/// from the seed. Its disk outlives the server: <see cref="Crash"/> loses the memory, and another
/// server opens the same store again.
/// </summary>
internal sealed class SimStore(int seed = 1, SimStoreFaults? faults = null) : IChatStore
{
    /// <summary>Lines of each room that <see cref="Load"/> returns.</summary>
    private const int LastLines = 50;

    /// <summary>Member ids that each run may use.</summary>
    private const ulong IdsPerRun = 1_000_000;

    private readonly Random _random = new(seed);
    private readonly SimStoreFaults _faults = faults ?? SimStoreFaults.None;
    private readonly Queue<SimEntry> _batch = new();
    private readonly Queue<SimEntry[]> _handedOver = new();
    private readonly List<StoreQuery> _queries = [];
    private Mailbox? _mailbox;
    private Action _keptChanged = static () => { };
    private ulong _nextMemberId = 1;
    private long _written;
    private long _synced;
    private int _underWay;

    public SimDisk Disk { get; } = new();

    /// <summary>Entries that may wait for the disk; half of it is high pressure.</summary>
    public int Capacity { get; set; } = 1000;

    /// <summary>No step does anything, until it is released.</summary>
    public bool IsHeld { get; set; }

    public bool IsFull { get; set; }

    /// <summary>A planted fault: reports events as kept that are only in memory.</summary>
    public bool ReportsEarly { get; init; }

    /// <summary>A planted fault: an unclean end is taken for a clean one.</summary>
    public bool HidesCrash { get; init; }

    /// <summary>A planted fault: half a batch is not reported as high pressure.</summary>
    public bool HidesPressure { get; init; }

    /// <summary>A planted fault: the pressure never falls again.</summary>
    public bool StaysHigh { get; init; }

    /// <summary>Searches end early and have read no older messages; 0: they read all.</summary>
    public long UnreadBeforeMs { get; set; }

    /// <summary>Texts that were appended although the batch was half full.</summary>
    public int AppendedAtHigh { get; private set; }

    /// <summary>Times when the batch became half full.</summary>
    public int TimesHigh { get; private set; }

    /// <summary>A planted fault: the request ids of sessions are not stored.</summary>
    public bool ForgetsRequests { get; init; }

    /// <summary>A planted fault: the numbers of private messages are not stored.</summary>
    public bool ForgetsPrivate { get; init; }

    /// <summary>A planted fault: changes what a server reads at its start.</summary>
    public Func<StoredState, StoredState> Spoil { private get; init; } = static s => s;

    /// <summary>A planted fault: changes the private messages that wait for an owner.</summary>
    public Func<IReadOnlyList<StoredLine>, IReadOnlyList<StoredLine>> SpoilUnread
    {
        private get;
        init;
    } = static lines => lines;

    /// <summary>Nothing is waiting that a step could do.</summary>
    public bool IsIdle => IsHeld
        || (_handedOver.Count == 0
            && _written == _synced
            && _queries.Count == 0
            && _underWay == 0);

    public int OpenQueries => _queries.Count;

    public long Appended { get; private set; }

    public long Kept { get; private set; }

    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(90);

    public StorePressure Pressure =>
        Appended - _synced >= Capacity ? StorePressure.Full
        : HidesPressure ? StorePressure.None
        : IsHalfFull || (StaysHigh && TimesHigh > 0) ? StorePressure.High
        : StorePressure.None;

    public Action KeptChanged
    {
        set => _keptChanged = value;
    }

    public Action<IReadOnlyList<EmptiedRoom>> RoomsEmptied { private get; set; } = static _ => { };

    /// <summary>Accepts messages without storing them, as while a disk fails.</summary>
    public bool GoesOnWithoutDisk { get; set; }

    private bool IsHalfFull => Appended - _synced >= Capacity / 2;

    /// <summary>Connects the store to a server, as its factory.</summary>
    public IChatStore Open(Mailbox mailbox)
    {
        _mailbox = mailbox;
        return this;
    }

    public StoredState Load()
    {
        bool wasClean = Disk.IsClean || HidesCrash;
        Disk.IsClean = false;
        ulong next = _nextMemberId;
        _nextMemberId += IdsPerRun;
        return Spoil(new StoredState(wasClean, next)
        {
            Rooms = Disk.ReadRooms(LastLines),
            Restrictions = Disk.ReadRestrictions(),
            Accounts = Disk.ReadAccounts(),
            Invitations = Disk.ReadInvitations(),
            Unread = Disk.CountUnread(),
            Sessions = ForgetsRequests
                ? [.. Disk.ReadSessions().Select(static s => s with { LastRequest = 0 })]
                : Disk.ReadSessions(),
            Files = Disk.ReadFiles(),
        });
    }

    public bool TryAppend(in StoredMessage message)
    {
        if (GoesOnWithoutDisk)
        {
            return true;
        }

        if (Pressure == StorePressure.Full)
        {
            return false;
        }

        bool isText = message.Kind is EventKind.Said or EventKind.Acted;
        AppendedAtHigh += isText && IsHalfFull ? 1 : 0;
        (ulong, ulong)? accepted =
            message.Session != 0 ? (message.Session, message.RequestId) : null;
        if (message.Kind == EventKind.Told && message.Account == 0)
        {
            Add(new SimEntry(null, null)
            {
                Accepted = accepted,
                TimeMs = message.TimeMs,
                Told = message.Receiver == 0 || ForgetsPrivate
                    ? null
                    : (message.Receiver, message.Sequence),
            });
            return true;
        }

        var line = new StoredLine(
            message.Kind,
            Encoding.UTF8.GetString(message.Room),
            message.Incarnation,
            message.Sequence,
            message.TimeMs,
            message.SenderId)
        {
            RequestId = message.RequestId,
            EmptyLines = message.EmptyLines,
            Name = message.Name.ToArray(),
            Text = message.Text.ToArray(),
        };
        Add(message.Account == 0
            ? new SimEntry(line, null) { Accepted = accepted, TimeMs = message.TimeMs }
            : new SimEntry(null, null)
            {
                Private = new SimPrivate(message.Account, message.SenderKey, line),
                Accepted = accepted,
                TimeMs = message.TimeMs,
            });
        return true;
    }

    public void Append(StoreChange change) => Add(new SimEntry(null, change));

    public void Persist()
    {
        if (_batch.Count > 0)
        {
            _handedOver.Enqueue([.. _batch]);
            _batch.Clear();
        }
    }

    public bool TryStart(StoreQuery query)
    {
        _queries.Add(query);
        return true;
    }

    public StoreFigures Measure() =>
        new("simulated", 0, Disk.Entries.Count, Appended - _synced, 0, 0, 0, null);

    /// <summary>Reports that all lines of a room have expired.</summary>
    public void Empty(string room, ulong lastDeleted) =>
        Post(() => RoomsEmptied([new EmptiedRoom(room, lastDeleted)]));

    /// <summary>Runs after each turn.</summary>
    public void Step()
    {
        if (IsHeld || Draw(_faults.Stall))
        {
            return;
        }

        IsFull = IsFull ? !Draw(_faults.Freed) : Draw(_faults.Full);
        WriteSome();
        if (ReportsEarly)
        {
            Report(Appended);
        }

        AnswerSome();
    }

    public void Close()
    {
        Persist();
        while (_handedOver.TryDequeue(out SimEntry[]? turn))
        {
            Write(turn);
        }

        Disk.Sync();
        Disk.IsClean = true;
        Forget();
    }

    /// <summary>The process ends at once; with a power cut, the machine does too.</summary>
    public void Crash(bool powerCut)
    {
        if (powerCut)
        {
            Disk.CutPower();
        }

        Disk.Sync();
        Forget();
    }

    /// <summary>The server ends without a call of <see cref="Close"/>.</summary>
    public void Dispose()
    {
    }

    private void Add(SimEntry entry)
    {
        bool wasHalfFull = IsHalfFull;
        Appended++;
        _batch.Enqueue(entry);
        TimesHigh += IsHalfFull && !wasHalfFull ? 1 : 0;
    }

    private void WriteSome()
    {
        int some = _random.Next(1, 5) + (_handedOver.Count / 2);
        for (; some > 0 && !IsFull && _handedOver.TryDequeue(out SimEntry[]? turn); some--)
        {
            Write(turn);
        }

        if (_written > _synced && !Draw(_faults.FailedSync))
        {
            // A failed sync is not repeated alone: the store writes the entries again, with the
            // same result, so here it only takes longer.
            Disk.Sync();
            _synced = _written;
            Report(_synced);
        }
    }

    /// <summary>The events of one turn are in one transaction.</summary>
    private void Write(SimEntry[] turn)
    {
        foreach (SimEntry entry in turn)
        {
            Disk.Write(entry);
            _written++;
        }
    }

    private void AnswerSome()
    {
        foreach (StoreQuery query in _queries.ToArray())
        {
            if (!Draw(_faults.Late))
            {
                _queries.Remove(query);
                SimAnswers.Answer(query, Disk);
                if (query is UnreadQuery unread)
                {
                    unread.Lines = SpoilUnread(unread.Lines);
                }

                if (query is SearchQuery search)
                {
                    search.UnreadBeforeMs = UnreadBeforeMs;
                }

                Post(query.Complete);
            }
        }
    }

    private void Report(long position) => Post(() =>
    {
        if (position > Kept)
        {
            Kept = position;
            _keptChanged();
        }
    });

    private void Post(Action action)
    {
        _underWay++;
        Mailbox mailbox = _mailbox!;
        mailbox.Post(new Item(() =>
        {
            // An item of a server that has crashed is not delivered.
            if (mailbox == _mailbox)
            {
                _underWay--;
                action();
            }
        }));
    }

    private void Forget()
    {
        _batch.Clear();
        _handedOver.Clear();
        _queries.Clear();
        (_mailbox, _keptChanged) = (null, static () => { });
        (Appended, Kept, _written, _synced, _underWay) = (0, 0, 0, 0, 0);
        IsFull = false;
    }

    private bool Draw(int percent) => percent > 0 && _random.Next(100) < percent;

    private sealed class Item(Action deliver) : MailboxNode
    {
        public override void Deliver() => deliver();
    }
}
