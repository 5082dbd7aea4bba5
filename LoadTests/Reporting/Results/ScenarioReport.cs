namespace LoadTests.Reporting.Results;

/// <summary>The figures of one scenario.</summary>
internal sealed record ScenarioReport
{
    /// <summary>The value of <c>--scenario</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its description with the settings of the run.</summary>
    public required string Description { get; init; }

    /// <summary>The settings, such as "100 clients, open loop, 200 messages/s".</summary>
    public required string Settings { get; init; }

    public IReadOnlyList<ThresholdResult> Thresholds { get; init; } = [];

    /// <summary>The highest number of connections at the same time.</summary>
    public required int Connections { get; init; }

    /// <summary>The measured time, without the warm-up.</summary>
    public required double Seconds { get; init; }

    /// <summary>Messages that clients sent.</summary>
    public required long Sent { get; init; }

    /// <summary>Due messages per second, on average; missing in a closed loop.</summary>
    public double? OfferedPerSecond { get; init; }

    /// <summary>
    /// The delay of the load generator: 1 % of the messages were sent later than this after their
    /// due time. Missing in a closed loop.
    /// </summary>
    public double? SendLagP99Us { get; init; }

    /// <summary>Expected deliveries.</summary>
    public required long Expected { get; init; }

    /// <summary>Expected deliveries that arrived, each counted once.</summary>
    public required long Received { get; init; }

    /// <summary>The number of errors by kind, such as "lost"; kinds without errors are missing.
    /// </summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } =
        new Dictionary<string, long>();

    /// <summary>Descriptions of the first errors of each kind.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    public LatencySummary Latency { get; init; } = LatencySummary.None;

    /// <summary>One for each second of the run, in order.</summary>
    public IReadOnlyList<SecondSample> Series { get; init; } = [];

    /// <summary>Missing for a server on another machine.</summary>
    public ServerUsage? Server { get; init; }

    /// <summary>Outcomes of hostile connections, of all rounds together.</summary>
    public IReadOnlyList<HostileFigures> Hostile { get; init; } = [];

    /// <summary>The p99 of each round, of the control run and of the scenario.</summary>
    public IReadOnlyList<PairedP99> Rounds { get; init; } = [];

    /// <summary>CPU time of the load generator.</summary>
    public required double GeneratorCpuSeconds { get; init; }

    /// <summary>The working set of the load generator with all clients connected.</summary>
    public long? GeneratorBytes { get; init; }

    /// <summary>
    /// The growth of <see cref="GeneratorBytes"/> per client, without the kernel's memory. Missing
    /// with few clients.
    /// </summary>
    public double? GeneratorBytesPerClient { get; init; }

    /// <returns>
    /// The received share of the expected deliveries, from 0 to 1. It is 1 when no delivery was
    /// expected.
    /// </returns>
    public double Reach() => Expected == 0 ? 1 : (double)Received / Expected;

    /// <returns>Bytes that the server allocated per message; null when unknown.</returns>
    public double? AllocatedPerMessage() =>
        Sent > 0 ? (double?)Server?.AllocatedBytes / Sent : null;

    public bool HasPassed() => Thresholds.All(static t => t.HasPassed);
}
