using LoadTests.Clients;
using LoadTests.Hostile;

namespace LoadTests.Scenarios;

/// <summary>How a scenario is run.</summary>
internal sealed record RunSettings
{
    /// <summary>Clients, where a scenario does not know better.</summary>
    public int Clients { get; init; } = 100;

    /// <summary>Messages a second of all clients together; 0: as the scenario says.</summary>
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
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// True: each says the next message when all have heard the last. False: messages are due at
    /// their time whether or not the last one came back. Null: as the scenario says.
    /// </summary>
    public bool? IsClosedLoop { get; init; }

    public DialectMix Dialects { get; init; } = DialectMix.Native;

    /// <summary>Bytes of each message, the stamp included; at least those of a stamp.</summary>
    public int MessageBytes { get; init; } = 64;

    /// <summary>A delivery that takes longer is an error.</summary>
    public TimeSpan Latest { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The threshold of p99.</summary>
    public TimeSpan P99Limit { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// A p99 below this counts as this when another is compared with it: messages leave on the
    /// generator's tick of 1 ms, and up to one is in each latency.
    /// </summary>
    public TimeSpan P99Floor { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Kinds of hostile connections, where a scenario has them.</summary>
    public IReadOnlyList<HostileKind> Hostile { get; init; } = HostileCatalog.All;

    /// <summary>What is random about those comes from it.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How long arrivals may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the last messages are waited for.</summary>
    public TimeSpan DrainPatience { get; init; } = TimeSpan.FromSeconds(5);
}
