using EventLoopServer.Configuration.Schema;
using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Hostile;
using LoadTests.Profiles;

namespace LoadTests.Staging;

/// <summary>The settings of a scenario.</summary>
internal sealed record RunSettings : IOptionRecord
{
    /// <summary>
    /// The limit of the number of clients. Each client needs a descriptor, and systems allow 20,000
    /// descriptors for a process.
    /// </summary>
    public const int MaxClients = 15_000;

    /// <summary>The number of clients. A scenario may use another number.</summary>
    [Option("--clients", "Number of clients", Min = 1, Max = MaxClients)]
    public int Clients { get; init; } = 100;

    /// <summary>Messages per second of all clients together; 0: the default of the scenario.
    /// </summary>
    [Option(
        "--rate",
        "Messages per second of all clients together; 0: the default of the scenario",
        Max = 1_000_000)]
    public double Rate { get; init; }

    /// <summary>
    /// Deliveries per second of a scenario without a rate. The value is well below the capacity of
    /// the server on two cores, so the latency is measured while the server has free CPU time.
    /// </summary>
    public double Deliveries { get; init; } = 20_000;

    /// <summary>
    /// The warm-up lasts longer than the runtime needs to optimise the server's code, and longer
    /// than the 2 s after which silent clients are parked. After half a second, 50 clients took
    /// twice the CPU time that they took after one second, and 5,000 clients were still being
    /// parked.
    /// </summary>
    [Option("--warm-up", "Load before the measurement of each scenario", Unit = OptionUnit.Seconds)]
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(3);

    [Option("--for", "Measured time of each scenario", Unit = OptionUnit.Seconds, Min = 1)]
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The changes of the load during the measurement.</summary>
    [Option("--profile", "Changes of the load while it is measured", Type = typeof(LoadShapeType))]
    public LoadShape Profile { get; init; } = LoadShape.Constant;

    /// <summary>
    /// True: each sender sends its next message when all recipients have received its last one.
    /// False: messages are sent when they are due, whether or not earlier ones have arrived. Null:
    /// the default of the scenario.
    /// </summary>
    [Option(
        "--loop",
        "open: messages are sent at the rate; closed: a sender sends its next message when all "
        + "recipients have the last one",
        Type = typeof(LoopType),
        Default = "scenario")]
    public bool? IsClosedLoop { get; init; }

    [Option(
        "--dialect",
        "The dialect of the clients; mixed: native, text and web in turn",
        Type = typeof(DialectMixType))]
    public DialectMix Dialects { get; init; } = DialectMix.Native;

    /// <summary>Bytes of each message, including its stamp.</summary>
    [Option("--message-bytes", "Bytes of each message", Min = MessageStamp.Bytes, Max = 4096)]
    public int MessageBytes { get; init; } = 64;

    /// <summary>A delivery with a longer latency is an error.</summary>
    public TimeSpan Latest { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The limit of p99.</summary>
    [Option("--p99", "Limit of p99: a scenario above it fails", Unit = OptionUnit.Seconds, Min = 1)]
    public TimeSpan P99Limit { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The smallest p99 that comparisons use. A smaller p99 is replaced by this value. Messages are
    /// sent on the generator's tick of 1 ms, so each latency includes up to 1 ms of the tick.
    /// </summary>
    public TimeSpan P99Floor { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>The kinds of hostile connections of the scenario <c>hostile</c>.</summary>
    [Option(
        "--hostile",
        "Only these kinds of connections in the scenario hostile; can be repeated",
        Type = typeof(HostileKindType),
        Default = "all")]
    public IReadOnlyList<HostileKind> Hostile { get; init; } = HostileCatalog.All;

    /// <summary>The seed of hostile connections; 0: a random one.</summary>
    [Option(
        "--seed", "Seed of the hostile connections; 0: a random one", Max = int.MaxValue)]
    public int Seed { get; init; }

    /// <summary>The time in which all clients have to connect and log in.</summary>
    public TimeSpan ArrivalTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait for the last messages.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The same settings with a seed. The report contains the seed.</summary>
    public RunSettings Seeded() =>
        Seed > 0 ? this : this with { Seed = Random.Shared.Next(1, int.MaxValue) };

    /// <summary>The same settings. If the profile has times, they give the duration.</summary>
    public RunSettings FittedToProfile() =>
        Profile.Duration is { } duration ? this with { Duration = duration } : this;

    /// <summary>Settings that only check that everything works.</summary>
    public RunSettings AsSmoke() => this with
    {
        Clients = 20,
        Duration = TimeSpan.FromMilliseconds(200),
        WarmUp = TimeSpan.FromMilliseconds(100),
        Deliveries = 4000,
        // A smoke test checks deliveries and not speed, because other programs may run at the same
        // time.
        P99Limit = TimeSpan.FromSeconds(2),
        P99Floor = TimeSpan.FromSeconds(2),
    };
}
