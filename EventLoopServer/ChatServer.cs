using System.Net;
using EventLoopServer.Admission;
using EventLoopServer.Buffers;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Commands;
using EventLoopServer.Chat.Files;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Configuration;
using EventLoopServer.Connections;
using EventLoopServer.Feeds;
using EventLoopServer.Files;
using EventLoopServer.Hosting;
using EventLoopServer.Hosting.OperatorConsole;
using EventLoopServer.Hosting.Reload;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Reactor;
using EventLoopServer.Sessions;
using EventLoopServer.Sessions.Delivery;
using EventLoopServer.Sessions.Login;
using EventLoopServer.Sessions.Rates;
using EventLoopServer.Sessions.Resuming;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using EventLoopServer.Transport;
using EventLoopServer.Transport.Legacy;
using EventLoopServer.Transport.Tls;
using EventLoopServer.Web.Metrics;
using Microsoft.Extensions.Logging;
using Protocol.Names;

namespace EventLoopServer;

/// <summary>Connects all parts of the server. No other file depends on every folder.</summary>
internal sealed class ChatServer : IDisposable
{
    /// <summary>
    /// The maximum number of counted addresses. It exceeds the highest number of clients. An
    /// address with one arrival takes about 150 bytes, and one with the most arrivals 600. So a
    /// full table takes 10 to 40 MB.
    /// </summary>
    private const int MaxAddresses = 65_536;

    private ServerOptions _options;
    private readonly ILogger _log;
    private readonly StoreFactory? _openStore;
    private readonly Func<IFileFolder?>? _openFiles;
    private readonly ServerFiles _files;
    private readonly IPoller _poller;
    private readonly IBackgroundWorker _worker;
    private readonly IBackgroundWorker _passwords;
    private readonly TurnClock _clock;
    private readonly ConnectionTable _table;
    private readonly CloseQueue _closeQueue = new();
    private readonly ConnectionCloser _closer;
    private readonly Receiver _receiver;
    private readonly Acceptor _acceptor;
    private readonly EventLoop _loop;
    private readonly SessionServices _services;
    private readonly ListenerProfiles _profiles;
    private readonly StopRequest _stop;
    private readonly TimerQueue _timers = new();
    private long _stopByMs = long.MaxValue;

    /// <summary>
    /// The minimum time for the drain. Legacy clients are closed with a reset, which would overtake
    /// a goodbye text that has not arrived yet.
    /// </summary>
    private long MinDrainMs => Listeners.Any(static l => l.Dialects.IsPrompted)
        ? LegacyFilter.PauseMs + LegacyFilter.GoodbyeMs
        : 0;

    public ChatServer(
        ServerOptions options,
        INetwork network,
        ILogger log,
        CommandTable? commands = null,
        IRoomSequencer? sequencer = null,
        StoreFactory? openStore = null,
        Func<IFileFolder?>? openFiles = null)
    {
        options.Access.CheckListeners(options.Listening.Addresses);
        NameRule.ReadTable();
        _options = options;
        _log = log;
        (_openStore, _openFiles) = (openStore, openFiles);
        Network = network;
        Mailbox = new Mailbox { Failed = CountMailboxFault };
        Slab = new Slab(options.SliceBytes, options.BufferBytes);
        _clock = new TurnClock(network.Clock);
        _table = new ConnectionTable(options.MaxClients);
        _poller = network.CreatePoller(options.Parking, Mailbox, Stats);
        _worker = network.CreateWorker(Mailbox, options.OutsideJobs);
        _passwords = network.CreateWorker(Mailbox, PasswordThread.Capacity);
        Output = new TurnOutput(options.TurnBytes);
        var addresses = new AddressTable(options.AddressLimits, MaxAddresses);
        ClientLog = new ClientLog(log, _timers, _clock);
        var services =
            new LoopServices(_table, _poller, _timers, _clock, _closeQueue, Stats);
        SlowReaders = new SlowReaderMonitor(services, options.SlowReaderLimits);
        var pacing = new ReadPacing(
            services, options.ReadBytesPerTurn, options.SessionLimits.CommandsPerSecond);
        _closer = new ConnectionCloser(
            services, Output, addresses, SlowReaders, pacing, ClientLog);
        var flusher = new Flusher(
            services, Output, SlowReaders, options.DrainBytesPerTurn, options.PresenceDelayMs);
        var delivery = new InputDelivery(services, SlowReaders, options.SliceBytes);
        var operations = new ReceiveOperations(Slab, Mailbox);
        _receiver = new Receiver(services, flusher, _closer, delivery, operations, pacing);
        var window = new StatsWindow(Stats, _clock.NowMs);
        Budgets = new Budgets(options.ByteLimits, _timers, _clock);
        var fanOut = new FanOut(Output, Budgets);
        Directory = new RoomDirectory(
            options.ChatLimits, fanOut, sequencer ?? new LocalSequencer(), network.NextRandom)
        {
            Accounts = new AccountDirectory(
                options.AccountPolicy, () => _clock.UnixMs, network.NextRandom),
        };
        var figures = new ServerStatistics(services, _receiver, Slab, window);
        var control = new ServerControl(Stop, q => Reload!.TryStart(q), log, ClientLog);
        AccessControl access = ServerAccess.Create(
            options, network, control, _passwords, new PasswordFaults(log, Stats));
        _files = new ServerFiles(options, network, Mailbox, Directory, (_timers, _clock), log);
        fanOut.LinkBase = () => _files.Shares.LinkBase;
        var context = new CommandContext(Directory, access, figures)
        {
            Files = _files.Shares,
            MessageOfTheDay = options.MessageOfTheDay,
        };
        var handshakes = new HandshakeQueue(network.Clock, options.TlsLimits, _receiver.Continue);
        var encryption = new ServerTls(options, services, log);
        TlsServer? tls = encryption.Open(handshakes, _worker);
        Sessions = new SessionTable(
            Directory, _clock, network.NextRandom, options.ClientLimits.ResumeMs);
        Directory.Accounts.Revoked = Sessions.Revoke;
        Directory.Accounts.NameErased = Sessions.Erase;
        Directory.Accounts.ReadMarksWait =
            new ReadMarkTimer(Directory.Accounts, _timers, _clock, log).Start;
        var kept = new KeptConfirmations(Directory);
        Directory.KeptChanged = kept.Send;
        _services = new SessionServices(
            Directory,
            commands ?? new CommandTable(CommandHandlers.All),
            context,
            fanOut,
            Output,
            _closeQueue,
            _timers,
            _clock,
            Stats,
            options.SessionLimits,
            _receiver,
            log,
            ClientLog,
            tls,
            new PasswordQueues(_closeQueue, _timers, _clock),
            kept,
            new StoreWaitQueue(_timers, _clock, () => Directory.Store),
            new Resumption(Sessions, addresses, _clock)
            {
                Entry = options.Access.Entry?.Password,
            });
        var targets = new ReloadTargets(
            _services, addresses, SlowReaders, pacing, encryption, o => _options = o);
        Reload = new ServerReload(targets, options, _worker, Mailbox, log);
        _profiles = new ListenerProfiles(
            _services,
            new LegacyServices(_timers, _clock, _closeQueue, flusher.SendPending),
            new DelayedResets(_timers, _clock));
        _services.Http = new ServerWeb(
            options, () => _options.Web, _services, flusher, addresses)
            .Open(
                MaxAddresses,
                () => _stopByMs == long.MaxValue,
                new MetricsSources(
                    services, Slab, Directory, fanOut, SlowReaders,
                    [("certificates", _worker), ("passwords", _passwords),
                        ("files", _files.Thread)],
                    _files.Shares),
                _files);
        _acceptor = new Acceptor(
            services, addresses, Slab, log, ClientLog, options.AcceptorLimits);
        _loop = new EventLoop(
            services,
            new LoopPhases(_acceptor, _receiver, handshakes, flusher, _closer, Persist),
            Mailbox,
            new PhaseClock(network.Clock, Stats),
            window);
        _stop = new StopRequest(Mailbox, BeginStop);
        Console = new ConsoleSession(_services, new CommandTable(CommandHandlers.OnConsole));
        if (options.Logging.StatsMs > 0)
        {
            new StatsTimer(figures, _timers, _clock, options.Logging.StatsMs, log).Start();
        }
    }

    public ServerStats Stats { get; } = new();

    public Mailbox Mailbox { get; }

    /// <summary>What sessions use.</summary>
    public SessionServices Services => _services;

    /// <summary>Called when the graceful shutdown begins.</summary>
    public Action Stopping { private get; set; } = static () => { };

    /// <summary>Reads the options again.</summary>
    public ServerReload Reload { get; }

    /// <summary>Logs the lines that clients cause, and limits their number.</summary>
    public ClientLog ClientLog { get; }

    public RoomDirectory Directory { get; }

    /// <summary>The sessions that clients can resume.</summary>
    public SessionTable Sessions { get; }

    public Slab Slab { get; }

    public TurnOutput Output { get; }

    public SlowReaderMonitor SlowReaders { get; }

    /// <summary>Budgets of output bytes in a second.</summary>
    public Budgets Budgets { get; }

    public INetwork Network { get; }

    /// <summary>Runs the commands that are typed on the server's own terminal.</summary>
    public ConsoleSession Console { get; }

    /// <summary>The shared files.</summary>
    public FileShares Files => _files.Shares;

    /// <summary>True when messages are kept on disk.</summary>
    public bool KeepsHistory => Directory.IsKept;

    /// <summary>Connections whose slots are not released yet.</summary>
    public int Connections => _table.Count;

    public ConnectionTable Table => _table;

    /// <summary>Receive operations created so far.</summary>
    public int ReceiveOperations => _receiver.OperationsMade;

    /// <summary>Receive operations in use.</summary>
    public int ReceivesUnderWay => _receiver.OperationsInUse;

    public IPoller Poller => _poller;

    /// <summary>The open listeners, with the ports that the system assigned.</summary>
    public IReadOnlyList<OpenListener> Listeners { get; private set; } = [];

    /// <exception cref="ListenException">
    /// A required listener, or every optional one, cannot be opened. No listener is open then.
    /// </exception>
    public void Listen()
    {
        List<OpenListener> opened = ListenerOpening.Open(_options, Network, _log);
        foreach (OpenListener open in opened)
        {
            // The end point has the assigned port. So clients find the listener again after it was
            // reopened.
            var endPoint = IPEndPoint.Parse(open.Listener.Address);
            _acceptor.Add(
                open.Listener,
                _profiles.For(open),
                () => Network.Listen(endPoint, _options.SendBufferBytes));
        }

        Listeners = opened;
        if (_openStore is not null)
        {
            StoredState state = StoredChat.Restore(_openStore(Mailbox), _services, Sessions);
            _files.Open(
                KeepsHistory ? _openFiles : null,
                state.Files,
                LinkAddress.Find(_options.Sharing.PublicUrl, Listeners));
        }
    }

    /// <summary>
    /// Runs until a stop was requested and all connections are released, or the drain time is over.
    /// </summary>
    public void Run()
    {
        while (!IsOver)
        {
            RunOneTurn();
        }

        ExpireConnections();
        CloseStore();
    }

    /// <summary>Ends the store cleanly, after the last turn.</summary>
    public void CloseStore()
    {
        Directory.Accounts.StoreReadMarks();
        Sessions.SuspendAll();
        Directory.StoreAll();
        Directory.Store.Close();
    }

    /// <summary>Runs one turn of the loop; for tests.</summary>
    public void RunOneTurn() => _loop.RunOneTurn();

    /// <summary>Requests the stop, from any thread. Further calls have no effect.</summary>
    public void Stop() => _stop.PostOnce();

    /// <summary>
    /// True after a stop was requested and all connections are released, or the drain time is over.
    /// </summary>
    public bool IsOver => _stopByMs != long.MaxValue
        && (_table.Count == 0 || _clock.NowMs >= _stopByMs);

    public void Dispose()
    {
        Slab.Guard.Disown();
        _acceptor.Close();
        for (int slot = 0; slot < _table.SlotsUsed; slot++)
        {
            if (_table[slot] is { State: < ConnectionState.Disposed } connection)
            {
                connection.Transport.Dispose();
            }
        }

        _receiver.Dispose();
        _worker.Dispose();
        _passwords.Dispose();
        _files.Dispose();
        _poller.Dispose();
        Directory.Store.Dispose();
    }

    private void Persist()
    {
        Sessions.Store();
        Directory.Store.Persist();
        _services.StoreWaiters.Release();
    }

    private void CountMailboxFault(Exception fault)
    {
        Stats.Bugs++;
        Log.MailboxItemFailed(_log, fault);
    }

    private void BeginStop()
    {
        Stopping();
        Log.Stopping(_log, _table.Count, _options.DrainMs);
        _acceptor.Close();
        _closer.IsHurried = true;
        _stopByMs = _clock.NowMs + Math.Max(_options.DrainMs, MinDrainMs);
        _timers.Set(new EmptyTimer(), _stopByMs);
        _closer.RequestAll(CloseReason.ServerStops);
    }

    /// <summary>
    /// Closes the clients that have not received their goodbye text in time. This is an ordinary
    /// close, so that it is counted and logged and the buffers are returned.
    /// </summary>
    private void ExpireConnections()
    {
        _closer.ExpireAll();

        // An operation in progress completes through the mailbox. It takes far less than a second.
        _closer.Release();
        long until = _clock.NowMs + 1000;
        _timers.Set(new EmptyTimer(), until);
        while (_table.Count > 0 && _clock.NowMs < until)
        {
            RunOneTurn();
        }

        ClientLog.Report();
    }
}
