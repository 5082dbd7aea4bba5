using System.Net;
using EventLoopServer.Chat;
using Protocol.Commands;
using Protocol.Dialects.Catalog;
using Protocol.Messages;
using UnitTests.Simulation.Network;
using UnitTests.Simulation.World.Audit;
using UnitTests.Simulation.World.Clients;

namespace UnitTests.Simulation.World;

/// <summary>
/// A whole server with clients of every kind, on a network with every kind of fault, run turn by
/// turn. Everything is drawn from the setting's seed, and every invariant is checked after every
/// turn.
/// </summary>
internal sealed class SimWorld : IDisposable
{
    /// <summary>The command that throws.</summary>
    public const RequestVerb FailVerb = (RequestVerb)0x70;

    /// <summary>The turns of a rest in addition to those of <see cref="TurnsPerClient"/>.</summary>
    private const int MinTurns = 20_000;

    /// <summary>
    /// The turns of a rest for each client: a crowd waits long for the byte budget of a room.
    /// </summary>
    private const int TurnsPerClient = 100;

    /// <summary>The longest wait for a pending action in ms, except the login deadline.</summary>
    private const long LongestPauseMs = 60;

    /// <summary>
    /// Bans and mutes of the first server have ended when the second one starts, although the wall
    /// clock was set forward and back meanwhile: ten years.
    /// </summary>
    private const long LongestSanctionMs = 10L * 365 * 24 * 3_600_000;

    private readonly BugLog _log = new();
    private readonly TransportLedger _ledger;
    private readonly SimServer _server;
    private readonly ServerInvariants _rules;
    private readonly MailAudit _mail;
    private readonly Disturbances _disturbances;
    private readonly ScrambledClients _scrambled = new();
    private readonly List<WorldClient> _clients = [];
    private bool _isStopping;
    private bool _isDisposed;

    public SimWorld(WorldSetting setting, WorldMemory memory)
    {
        (Setting, Memory) = (setting, memory);
        Audit = new ModerationAudit(setting);
        EventRecord = new EventRecord(Audit);
        _ledger = new TransportLedger(Trace);
        var fail = new Command(
            new CommandGrammar(FailVerb, "/fail", "fails") { Words = ["fail"] }, Fail);
        var network = new SimNetwork(memory.NextNetworkSeed())
        {
            Watch = _ledger,
            MakeWire = setting.MakeWire,
            MakePoller = (rule, stats) =>
                setting.MakePoller(rule, stats, setting.Seed, _ledger),
        };
        network.SimClock.Advance(memory.NextStartMs);
        _server = new SimServer(
            setting.Options,
            [fail, .. setting.Commands],
            network,
            _log,
            holdsNotices: true,
            isPaced: true,
            sequencer: setting.MakeSequencer?.Invoke(setting.Seed),
            store: memory.Store);
        _rules = new ServerInvariants(_server.Server, setting, _ledger, Audit);
        _mail = new MailAudit(_server.Server, network.Worker, _ledger, setting.Seed);
        _disturbances = new Disturbances(setting.Seed, network, _mail, Trace);
        _log.Noted = line => Audit.Note(line, Clock.NowMs);
        ReferenceClient = new ReferenceClient(this);
        _clients.Add(ReferenceClient);
        _clients.AddRange(new ClientFactory(this, _scrambled).Make());
    }

    public WorldSetting Setting { get; }

    public WorldMemory Memory { get; }

    public Trace Trace => Memory.Trace;

    public ModerationAudit Audit { get; }

    /// <summary>Accepted private messages.</summary>
    public PrivateWords Private { get; } = new();

    public EventRecord EventRecord { get; }

    public ReferenceClient ReferenceClient { get; }

    /// <summary>The number of room events that the reference client received.</summary>
    public int Events => EventRecord.Count;

    /// <summary>More turns than any rest needs.</summary>
    private int MaxTurns => MinTurns + (TurnsPerClient * Setting.Clients);

    private WorldPoller Poller => (WorldPoller)_server.Network.Poller;

    private SimClock Clock => _server.Network.SimClock;

    /// <summary>Runs the whole world.</summary>
    /// <param name="end">How the server ends.</param>
    /// <exception cref="WorldFault">An invariant did not hold.</exception>
    public void Run(WorldEnd end)
    {
        LogInReferenceClient();
        for (int turn = 1; turn <= Setting.Turns; turn++)
        {
            Trace.Turn = turn;
            foreach (WorldClient client in _clients)
            {
                client.Act(turn);
            }

            _disturbances.Apply(turn);
            RunTurn();
            bool isLast = turn == Setting.Turns && end == WorldEnd.Stop;
            if (turn % Setting.CalmEvery == 0 || isLast)
            {
                Rest();
            }
        }

        Memory.NextStartMs = Clock.NowMs + LongestSanctionMs;
        if (end == WorldEnd.Stop)
        {
            Stop();
        }
        else
        {
            Crash(end == WorldEnd.PowerCut);
        }

        Memory.CheckDisk();
    }

    public SimTransport Connect(WorldClient client, int listener)
    {
        SimTransport wire = _server.Network.Listeners[listener].Connect(client.Speaker);
        if (client != ReferenceClient)
        {
            // Neighbours share an address; the reference client must be accepted.
            wire.Address = new IPAddress([10, 0, 0, (byte)(client.Index % Setting.Addresses)]);
        }

        if (!Setting.HasEntry || DialectCatalog.Sets[listener].IsPrompted)
        {
            Audit.Entitle(client.Speaker);
        }

        _scrambled.Connect(client, wire);
        return wire;
    }

    /// <summary>The plain bytes of a client's input, without its filter.</summary>
    public byte[] Open(WorldClient client, byte[] bytes) => _scrambled.Open(client, bytes);

    /// <summary>The bytes to send for a client's plain bytes.</summary>
    public byte[] Seal(WorldClient client, byte[] bytes) => _scrambled.Seal(client, bytes);

    /// <summary>
    /// The name of a client that may be connected and can recognise a private message.
    /// </summary>
    public string SomeName(ref SeededRandom random)
    {
        WorldClient someone = _clients[random.Below(_clients.Count)];
        return someone is NativeClient or TextClient ? someone.FirstName : "nobody";
    }

    /// <summary>The name of a client that may be connected, or of its successor.</summary>
    public string SomebodyToRule(ref SeededRandom random)
    {
        WorldClient someone = _clients[1 + random.Below(_clients.Count - 1)];
        return someone is HostileClient ? "nobody"
            : random.Chance(800) ? someone.FirstName
            : $"p{someone.Index}g{someone.Life + 1}";
    }

    public void NoteJoined(NativeClient client, string room)
    {
        if (client == ReferenceClient)
        {
            EventRecord.Begin(room, client.Id);
        }
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _server.Dispose();
        }
    }

    private static void Fail(CommandContext context, in ClientRequest request) =>
        throw new AskedForException();

    /// <summary>Puts the reference client in all rooms before any other client is in one.</summary>
    private void LogInReferenceClient()
    {
        Poller.IsCalm = true;
        for (int turn = -100; ReferenceClient.NextIn(ReferenceClient.Rooms[^1]) is null; turn++)
        {
            Require(turn < 0, Invariant.ComesToRest, "the reference client did not log in");
            ReferenceClient.Act(turn);
            RunTurn();
            Clock.Advance(50);
        }

        Poller.IsCalm = false;
    }

    private void RunTurn()
    {
        Audit.Begin(Clock.NowMs);
        _server.RunOneTurn();
        Setting.AfterTurn(_server.Server);
        _rules.Check(Clock.NowMs);
        if (_log.Unasked is { } bug)
        {
            throw new WorldFault(Invariant.NoBug, $"{bug}");
        }

        _mail.Check();
        foreach (WorldClient client in _clients)
        {
            client.Read(Trace.Turn);
        }

        foreach (WorldClient client in _clients)
        {
            client.CheckAgain();
        }

        Require(
            _isStopping || ReferenceClient.Wire is { IsShut: false } || ReferenceClient.Life == 0,
            Invariant.NobodyElseSuffers,
            "the witness was closed");
        Trace.Add("server", "turn ends", _server.Server.Connections);
    }

    /// <summary>
    /// All connections work and no client starts anything new: all owed output has to arrive now.
    /// </summary>
    private void Rest()
    {
        Poller.IsCalm = true;
        Trace.Add("world", "rests");
        long idleMs = 0;
        for (int turn = 0; idleMs < LongestPauseMs; turn++)
        {
            Require(turn < MaxTurns, Invariant.ComesToRest, "the server works on and on");
            foreach (WorldClient client in _clients)
            {
                client.Calm();
            }

            RunTurn();
            if (!_server.IsIdle)
            {
                continue;
            }

            // Missing output has to arrive with time: the pauses of legacy clients are long.
            bool isMissing = _clients.Exists(
                static c => c.IsWell && (c.Missing is not null || c.IsBehind));
            int ms = Math.Clamp(Poller.LastTimeoutMs, 1, 500);
            idleMs = isMissing && turn < MaxTurns / 2 ? 0 : idleMs + ms;
            Clock.Advance(ms);
        }

        Require(
            _server.Server.Directory.Queries.Count == 0,
            Invariant.NothingLeft,
            "a query was not returned");
        foreach (WorldClient client in _clients.Where(static c => c.IsWell))
        {
            client.CheckRest();
        }

        Poller.IsCalm = false;
    }

    private void Stop()
    {
        Poller.IsCalm = true;
        Trace.Add("world", "stops");
        _isStopping = true;
        _server.Server.Stop();
        for (int turn = 0; _server.Server.Connections > 0; turn++)
        {
            Require(turn < MaxTurns, Invariant.ComesToRest, "the server does not end");
            RunTurn();
            Clock.Advance(50);
        }

        // The end of the drain is a timer too.
        Clock.Advance(60_000);
        RunTurn();
        RunTurn();
        Require(Poller.LastTimeoutMs == -1, Invariant.ComesToRest, "a timer has outlived all");
        _server.Server.CloseStore();
        Dispose();
        Require(
            _server.Server.Slab.Rented == 0,
            Invariant.BuffersReturned,
            $"{_server.Server.Slab.Rented} slices were never returned");
    }

    private void Crash(bool powerCut)
    {
        Trace.Add("world", powerCut ? "loses power" : "crashes");
        _isDisposed = true;
        _server.Crash(powerCut);
    }

    private static void Require(bool holds, Invariant invariant, string what)
    {
        if (!holds)
        {
            throw new WorldFault(invariant, what);
        }
    }
}
