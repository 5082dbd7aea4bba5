namespace LoadTests.Reporting.Results;

/// <summary>Latencies of deliveries, in microseconds.</summary>
internal sealed record LatencySummary
{
    /// <summary>The summary of a scenario that measures no latencies.</summary>
    public static LatencySummary None { get; } = new();

    /// <summary>
    /// The number of measured deliveries. At 0, the other values are meaningless.
    /// </summary>
    public long Count { get; init; }

    public double MinUs { get; init; }

    public double AverageUs { get; init; }

    public double P50Us { get; init; }

    public double P90Us { get; init; }

    public double P95Us { get; init; }

    public double P99Us { get; init; }

    public double P999Us { get; init; }

    public double MaxUs { get; init; }

    /// <summary>The buckets that are not empty, in rising order.</summary>
    public IReadOnlyList<LatencyBucket> Buckets { get; init; } = [];
}
