namespace LoadTests.Reporting.Results;

/// <summary>What one scenario has shown.</summary>
internal sealed record ScenarioReport
{
    /// <summary>As it is typed after <c>--scenario</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>How it was set, such as "100 clients, 10 talk, 200 messages/s, 10 s".</summary>
    public required string Settings { get; init; }

    public IReadOnlyList<ThresholdResult> Thresholds { get; init; } = [];

    /// <summary>Connections that were open at once, at most.</summary>
    public required int Connections { get; init; }

    /// <summary>How long was measured; the warm-up is not part of it.</summary>
    public required double Seconds { get; init; }

    /// <summary>Messages that clients sent.</summary>
    public required long Sent { get; init; }

    /// <summary>Messages that were due, on average; missing in a closed loop.</summary>
    public double? OfferedPerSecond { get; init; }

    /// <summary>
    /// How late messages left the load generator: 1 % of them later than this. Missing where no
    /// message was due at a time.
    /// </summary>
    public double? SendLagP99Us { get; init; }

    /// <summary>Deliveries that there should have been.</summary>
    public required long Expected { get; init; }

    /// <summary>Deliveries that there were, each counted once, in its place.</summary>
    public required long Received { get; init; }

    /// <summary>Kinds of errors with their counts, such as "lost"; none is empty.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } =
        new Dictionary<string, long>();

    /// <summary>The first errors of each kind, in words.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    public LatencySummary Latency { get; init; } = LatencySummary.None;

    /// <summary>One for each second of the run, in order.</summary>
    public IReadOnlyList<SecondSample> Series { get; init; } = [];

    /// <summary>Missing when the server could not be looked into.</summary>
    public ServerUsage? Server { get; init; }

    /// <summary>What became of hostile connections; of all rounds together.</summary>
    public IReadOnlyList<HostileFigures> Hostile { get; init; } = [];

    /// <summary>p99 of each round without and with what the scenario is about.</summary>
    public IReadOnlyList<PairedP99> Rounds { get; init; } = [];

    /// <summary>Processor time that the clients used meanwhile.</summary>
    public required double GeneratorCpuSeconds { get; init; }

    /// <summary>The working set of the clients' process when all had come.</summary>
    public long? GeneratorBytes { get; init; }

    /// <summary>
    /// What it grew by when they came, for each, without the kernel's share; missing where there
    /// are too few to tell.
    /// </summary>
    public double? GeneratorBytesPerClient { get; init; }

    /// <returns>Received of expected, from 0 to 1; 1 when nothing was expected.</returns>
    public double Reach() => Expected == 0 ? 1 : (double)Received / Expected;

    /// <returns>What the server allocated for each message; null when that is not known.
    /// </returns>
    public double? AllocatedPerMessage() =>
        Sent > 0 ? (double?)Server?.AllocatedBytes / Sent : null;

    public bool HasPassed() => Thresholds.All(static t => t.HasPassed);
}
