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
using UnitTests.Simulation.World.Audit;
using UnitTests.Support;

namespace UnitTests.Simulation.World;

/// <summary>
/// How large a world is, how wild, and how its server is set; all of it from the seed.
/// </summary>
internal sealed record WorldSetting
{
    public const string EntryPassword = "let me in";

    public const string OperatorPassword = "open sesame";

    /// <summary>Why somebody is kicked or banned.</summary>
    public const string Reason = "spam";

    /// <summary>The client of the draws that say who rules, and how.</summary>
    private const int Ruling = -5;

    private const int ByteRates = -6;

    private const int Sequencing = -8;

    public required int Seed { get; init; }

    /// <summary>Clients beside the witness.</summary>
    public required int Clients { get; init; }

    public required int Turns { get; init; }

    /// <summary>
    /// All is put to rest after so many turns, and what was promised is looked for.
    /// </summary>
    public int CalmEvery { get; init; } = 150;

    /// <summary>In a thousand: one that is away comes.</summary>
    public int Arrivals { get; init; } = 100;

    /// <summary>In a thousand: one that is there does something in a turn.</summary>
    public required int Activity { get; init; }

    /// <summary>In a thousand: something happens to a line in a turn.</summary>
    public required int Faults { get; init; }

    /// <summary>In a thousand: words are long.</summary>
    public required int LongWords { get; init; }

    /// <summary>Addresses that the clients share.</summary>
    public required int Addresses { get; init; }

    /// <summary>Some lines have a channel that scrambles.</summary>
    public required bool HasChannels { get; init; }

    /// <summary>
    /// Makes what applies the events of rooms later than they were proposed; null: at once.
    /// </summary>
    public Func<int, SimSequencer>? MakeSequencer { get; init; }

    /// <summary>Clients that have the operators' password.</summary>
    public int Operators { get; init; }

    /// <summary>Without it nobody gets a name.</summary>
    public bool HasEntry { get; init; }

    /// <summary>How long a mute or a ban lasts.</summary>
    public int SanctionMs { get; init; } = 5000;

    /// <summary>Rooms that there may be; the witness needs four.</summary>
    public int Rooms { get; init; } = ChatLimits.Default.Rooms;

    /// <summary>Rooms that each may be in.</summary>
    public int RoomsPerMember { get; init; } = ChatLimits.Default.RoomsPerMember;

    public required ServerOptions Options { get; init; }

    /// <summary>How native clients leave a room.</summary>
    public RequestVerb LeaveVerb { get; init; } = RequestVerb.Leave;

    /// <summary>The same for people.</summary>
    public string LeaveWord { get; init; } = "/leave";

    /// <summary>How operators kick.</summary>
    public RequestVerb KickVerb { get; init; } = RequestVerb.Kick;

    /// <summary>The same for people.</summary>
    public string KickWord { get; init; } = "/kick";

    /// <summary>Commands beside the usual ones.</summary>
    public Command[] Commands { get; init; } = [];

    /// <summary>Makes another wire than the usual one.</summary>
    public Func<string, SimNetwork, SimTransport> MakeWire { get; init; } =
        static (peer, network) => new SimTransport(peer, network);

    /// <summary>Makes another poller than the usual one.</summary>
    public Func<ParkingRule, ServerStats, int, TransportLedger,
    WorldPoller> MakePoller
    { get; init; } =
        static (rule, stats, seed, ledger) => new WorldPoller(rule, stats, seed, ledger);

    /// <summary>Does something to the connections after each turn.</summary>
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
                BufferBytes = random.Pick(1, 4, 256) * 1024L * 1024,
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
                },
                Parking = random.Pick(
                    ParkingRule.Default,
                    new ParkingRule(2, 0, 64),
                    new ParkingRule(8, 0, 2) { MinPolls = 3 }),
            },
        });
    }

    /// <summary>The same world with somebody in charge.</summary>
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

    /// <summary>The same world with so many rooms.</summary>
    public WorldSetting WithLimits(int rooms, int roomsPerMember) => this with
    {
        Rooms = rooms,
        RoomsPerMember = roomsPerMember,
        Options = Options with { Rooms = rooms, RoomsPerMember = roomsPerMember },
    };

    /// <summary>The same world with budgets of bytes, some of which are used up often.</summary>
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

    /// <summary>Draws of its own, so that all others stay what they are without these.</summary>
    private static WorldSetting Rule(int seed, WorldSetting setting)
    {
        SeededRandom random = new SeededRandom(seed, Ruling, 0);
        int rooms = random.Pick(5, 6, 10_000, 10_000);
        int roomsPerMember = random.Pick(4, 5, 32, 32);
        int sanctionMs = random.Pick(500, 5000, 60_000);
        bool appliesLater = new SeededRandom(seed, Sequencing, 0).Chance(300);
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
