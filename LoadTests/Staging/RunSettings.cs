using EventLoopServer.Configuration.Schema;
using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Hostile;
using LoadTests.Profiles;

namespace LoadTests.Staging;

/// <summary>How a scenario is run.</summary>
internal sealed record RunSettings
{
    /// <summary>Clients of one process: a descriptor each, and systems allow 20,000.</summary>
    public const int MostClients = 15_000;

    /// <summary>Clients, where a scenario does not know better.</summary>
    [Option("--clients", "Clients", Min = 1, Max = MostClients)]
    public int Clients { get; init; } = 100;

    /// <summary>Messages a second of all clients together; 0: as the scenario says.</summary>
    [Option(
        "--rate", "Messages a second of all together; 0: as the scenario says", Max = 1_000_000)]
    public double Rate { get; init; }

    /// <summary>
    /// Deliveries a second that scenarios aim at where no rate is given: well below what the server
    /// can do on two cores, so that latency is that of a server which has time.
    /// </summary>
    public double Deliveries { get; init; } = 20_000;

    /// <summary>
    /// Longer than a server's code takes to be compiled well, and than the 2 s after which the
    /// silent are parked: measured with half a second, 50 clients cost twice the processor time
    /// that they cost after one, and 5,000 were still being parked.
    /// </summary>
    [Option("--warm-up", "How long each runs before it is measured", Unit = OptionUnit.Seconds)]
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(3);

    [Option("--for", "How long each scenario is measured", Unit = OptionUnit.Seconds, Min = 1)]
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How the load changes while it is measured.</summary>
    [Option("--profile", "How the load changes", Type = typeof(LoadShapeType))]
    public LoadShape Profile { get; init; } = LoadShape.Constant;

    /// <summary>
    /// True: each says the next message when all have heard the last. False: messages are due at
    /// their time whether or not the last one came back. Null: as the scenario says.
    /// </summary>
    [Option(
        "--loop",
        "open: a message is due at its time; closed: when all have received the last one",
        Type = typeof(LoopType),
        Default = "scenario")]
    public bool? IsClosedLoop { get; init; }

    [Option(
        "--dialect",
        "What the clients speak; mixed: every second one text",
        Type = typeof(DialectMixType))]
    public DialectMix Dialects { get; init; } = DialectMix.Native;

    /// <summary>Bytes of each message, the stamp included; at least those of a stamp.</summary>
    [Option("--message-bytes", "Bytes of a message", Min = MessageStamp.Bytes, Max = 4096)]
    public int MessageBytes { get; init; } = 64;

    /// <summary>A delivery that takes longer is an error.</summary>
    public TimeSpan Latest { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The threshold of p99.</summary>
    [Option("--p99", "The threshold of p99", Unit = OptionUnit.Seconds, Min = 1)]
    public TimeSpan P99Limit { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// A p99 below this counts as this when another is compared with it: messages leave on the
    /// generator's tick of 1 ms, and up to one is in each latency.
    /// </summary>
    public TimeSpan P99Floor { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Kinds of hostile connections, where a scenario has them.</summary>
    [Option(
        "--hostile",
        "Of the scenario hostile only these kinds; may be given several times",
        Type = typeof(HostileKindType),
        Default = "all")]
    public IReadOnlyList<HostileKind> Hostile { get; init; } = HostileCatalog.All;

    /// <summary>What is random about those comes from it; 0: another each time.</summary>
    [Option(
        "--seed", "What is random about them comes from it; 0: another", Max = int.MaxValue)]
    public int Seed { get; init; }

    /// <summary>How long arrivals may take.</summary>
    public TimeSpan ArrivalTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the last messages are waited for.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The same with a seed, which a report can name.</summary>
    public RunSettings Seeded() =>
        Seed > 0 ? this : this with { Seed = Random.Shared.Next(1, int.MaxValue) };

    /// <summary>The same, as long as its profile when that has times of its own.</summary>
    public RunSettings FittedToProfile() =>
        Profile.Duration is { } duration ? this with { Duration = duration } : this;

    /// <summary>Enough to see that everything works.</summary>
    public RunSettings AsSmoke() => this with
    {
        Clients = 20,
        Duration = TimeSpan.FromMilliseconds(200),
        WarmUp = TimeSpan.FromMilliseconds(100),
        Deliveries = 4000,
        // It says whether all is right, not how fast: other work may run beside it.
        P99Limit = TimeSpan.FromSeconds(2),
        P99Floor = TimeSpan.FromSeconds(2),
    };
}
