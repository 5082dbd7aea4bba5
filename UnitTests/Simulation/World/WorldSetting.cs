using System.Net;
using EventLoopServer;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using Protocol.Dialects.Catalog;
using Protocol.Messages;
using UnitTests.Simulation.Network;
using UnitTests.Simulation.Storage;
using UnitTests.Simulation.World.Audit;
using UnitTests.Support;

namespace UnitTests.Simulation.World;

/// <summary>
/// The size of a world, its faults, and the options of its server, all drawn from the seed.
/// </summary>
internal sealed record WorldSetting
{
    /// <summary>
    /// Rings may take three quarters of the buffers, so this leaves a slice for the input of each
    /// client. With less, clients with partial requests use up the slices, and any client is closed
    /// as OutOfBuffers: other tests cover that.
    /// </summary>
    private const long BufferBytesPerClient = 4 * 4096;

    public const string EntryPassword = "let me in";

    public const string OperatorPassword = "open sesame";

    /// <summary>The reason of each kick and ban.</summary>
    public const string Reason = "spam";

    /// <summary>The client number of the draws about operators and their actions.</summary>
    private const int Ruling = -5;

    private const int ByteRates = -6;

    private const int Sequencing = -8;

    private const int Storing = -9;

    public required int Seed { get; init; }

    /// <summary>The number of clients besides the reference client.</summary>
    public required int Clients { get; init; }

    public required int Turns { get; init; }

    /// <summary>
    /// After this number of turns, the world rests and everything owed is checked.
    /// </summary>
    public int CalmEvery { get; init; } = 150;

    /// <summary>The probability in a thousand that a disconnected client connects.</summary>
    public int Arrivals { get; init; } = 100;

    /// <summary>The probability in a thousand that a connected client acts in a turn.</summary>
    public required int Activity { get; init; }

    /// <summary>The probability in a thousand of a connection fault in a turn.</summary>
    public required int Faults { get; init; }

    /// <summary>The probability in a thousand that a message is long.</summary>
    public required int LongWords { get; init; }

    /// <summary>The number of addresses that the clients share.</summary>
    public required int Addresses { get; init; }

    /// <summary>Some connections have a scrambling filter.</summary>
    public required bool HasChannels { get; init; }

    /// <summary>
    /// Makes the sequencer that applies room events later than proposed; null to apply them at
    /// once.
    /// </summary>
    public Func<int, SimSequencer>? MakeSequencer { get; init; }

    /// <summary>Makes the store of a server that keeps the chat; null: it keeps nothing.</summary>
    public Func<int, SimStore>? MakeStore { get; init; }

    /// <summary>How the first of two servers with the same store ends.</summary>
    public WorldEnd FirstEnd { get; init; }

    /// <summary>The number of clients that have the operators' password.</summary>
    public int Operators { get; init; }

    /// <summary>Clients need a password to get a name.</summary>
    public bool HasEntry { get; init; }

    /// <summary>The duration of a mute or a ban.</summary>
    public int SanctionMs { get; init; } = 5000;

    /// <summary>The limit of rooms; the reference client needs four.</summary>
    public int Rooms { get; init; } = ChatLimits.Default.Rooms;

    /// <summary>The limit of rooms for each member.</summary>
    public int RoomsPerMember { get; init; } = ChatLimits.Default.RoomsPerMember;

    public required ServerOptions Options { get; init; }

    /// <summary>The request with which native clients leave a room.</summary>
    public RequestVerb LeaveVerb { get; init; } = RequestVerb.Leave;

    /// <summary>The same for text clients.</summary>
    public string LeaveWord { get; init; } = "/leave";

    /// <summary>The request with which operators kick.</summary>
    public RequestVerb KickVerb { get; init; } = RequestVerb.Kick;

    /// <summary>The same for text clients.</summary>
    public string KickWord { get; init; } = "/kick";

    /// <summary>Additional commands.</summary>
    public Command[] Commands { get; init; } = [];

    /// <summary>Makes the transports, if they are not the usual ones.</summary>
    public Func<string, SimNetwork, SimTransport> MakeWire { get; init; } =
        static (peer, network) => new SimTransport(peer, network);

    /// <summary>Makes the poller, if it is not the usual one.</summary>
    public Func<ParkingRule, ServerStats, int, TransportLedger,
    WorldPoller> MakePoller
    { get; init; } =
        static (rule, stats, seed, ledger) => new WorldPoller(rule, stats, seed, ledger);

    /// <summary>Changes the server after each turn.</summary>
    public Action<ChatServer> AfterTurn { get; init; } = static _ => { };

    public static WorldSetting FromSeed(int seed)
    {
        SeededRandom random = new SeededRandom(seed, -2, 0);
        int clients = random.Pick(6, 20, 60, 150, 300);
        int messageBytes = random.Pick(64, 256, 1000, 4096);
        return Rule(seed, new WorldSetting
        {
            Seed = seed,
            Clients = clients,
            Turns = 300 + (6000 / clients),
            Activity = random.Pick(30, 100, 300) / (clients > 100 ? 5 : 1),
            Faults = random.Pick(0, 10, 40, 100),
            LongWords = random.Pick(0, 30, 300),
            Addresses = 1 + random.Below(200),
            HasChannels = random.Chance(400),
            Options = new ServerOptions
            {
                Listening = ListenOptions.At(
                [
                    .. DialectCatalog.Sets.Select(static (set, i) =>
                        new ListenAddress(new IPEndPoint(IPAddress.Loopback, 1 + i), set)),
                ]),
                MessageBytes = messageBytes,
                MaxClients = random.Chance(200) ? 1 + (clients / 2) : 10_000,
                RingBytes = random.Pick(8, 16, 64, 1024) * 1024,
                BufferBytes = Math.Max(
                    random.Pick(1, 4, 256) * 1024L * 1024, clients * BufferBytesPerClient),
                BacklogBytes = random.Pick(2, 16, 1024) * 1024L * 1024,
                SlowBytes = random.Pick(4, 64, 256) * 1024,
                AcceptsPerTurn = random.Pick(1, 4, 64),
                ReadBytesPerTurn = random.Pick(64, 1024, 16 * 1024),
                CommandsPerTurn = random.Pick(1, 3, 64),
                DrainBytesPerTurn = random.Pick(100, 4096, 64 * 1024),
                TurnBytes = random.Pick(500, 20_000, 1024 * 1024),
                PresenceDelayMs = random.Pick(0, 10),
                HistoryLines = random.Pick(0, 5, 50),
                ClientLimits = ClientLimits.Default with
                {
                    CommandsPerSecond = random.Pick(0, 10, 200),
                    CommandBurst = random.Pick(5, 20, 100),
                    FloodMs = random.Pick(1000, 30_000),
                    LocalClientsPerAddress = random.Pick(3, 20, 1000),
                    LocalArrivalsPerAddress = random.Pick(0, 0, 60),

                    // Sessions that outlive their connections have worlds of their own.
                    ResumeMs = 0,
                },
                Parking = random.Pick(
                    ParkingRule.Default,
                    new ParkingRule(2, 0, 64),
                    new ParkingRule(8, 0, 2) { MinPolls = 3 }),
            },
        });
    }

    /// <summary>The same world with operators or a password.</summary>
    public WorldSetting Ruled(int operators, bool hasEntry) => this with
    {
        Operators = operators,
        HasEntry = hasEntry,
        Options = Options with
        {
            Access = new AccessRules
            {
                Entry = hasEntry ? PasswordFiles.With(RecordedEvent.Utf8(EntryPassword)) : null,
                Operators = operators > 0
                    ? PasswordFiles.With(RecordedEvent.Utf8(OperatorPassword))
                    : null,
                IsCompatOpen = true,
            },
        },
    };

    /// <summary>The same world with these room limits.</summary>
    public WorldSetting WithLimits(int rooms, int roomsPerMember) => this with
    {
        Rooms = rooms,
        RoomsPerMember = roomsPerMember,
        Options = Options with { Rooms = rooms, RoomsPerMember = roomsPerMember },
    };

    /// <summary>
    /// The same world with a store that is slow, full or fails. Its server is restarted once, so
    /// that both servers together take the same time.
    /// </summary>
    public WorldSetting Stored(int capacity) => this with
    {
        Turns = Turns / 2,
        MakeStore = seed => new SimStore(seed, SimStoreFaults.Many) { Capacity = capacity },
    };

    /// <summary>The same world with byte budgets, some of which are exhausted often.</summary>
    private WorldSetting WithByteRates(SeededRandom random) => this with
    {
        Options = Options with
        {
            ClientLimits = Options.ClientLimits with
            {
                BytesPerSecond = random.Pick(0, 2000, 8192),
                ByteBurst = random.Pick(1000, 65_536),
                RoomBytesPerSecond = random.Pick(0, 5000, 128 * 1024),
                LegacyRoomBytesPerSecond = random.Pick(0, 3000, 32 * 1024),
                BytesPerLocalAddress = random.Pick(0, 3000, 1024 * 1024),
            },
        },
    };

    /// <summary>Uses separate draws, so that all others stay the same without these.</summary>
    private static WorldSetting Rule(int seed, WorldSetting setting)
    {
        SeededRandom random = new SeededRandom(seed, Ruling, 0);
        int rooms = random.Pick(5, 6, 10_000, 10_000);
        int roomsPerMember = random.Pick(4, 5, 32, 32);
        int sanctionMs = random.Pick(500, 5000, 60_000);
        bool appliesLater = new SeededRandom(seed, Sequencing, 0).Chance(300);
        SeededRandom storing = new SeededRandom(seed, Storing, 0);
        if (storing.Chance(300))
        {
            setting = setting.Stored(storing.Pick(30, 300, 10_000)) with
            {
                FirstEnd = storing.Pick(WorldEnd.Stop, WorldEnd.Crash, WorldEnd.PowerCut),
            };
        }

        setting = setting with
        {
            SanctionMs = sanctionMs,
            MakeSequencer = appliesLater ? static s => new SimSequencer(s) : null,
        };
        return setting
            .WithByteRates(new SeededRandom(seed, ByteRates, 0))
            .WithLimits(rooms, roomsPerMember)
            .Ruled(random.Pick(0, 0, 1, 2), random.Chance(300));
    }
}
