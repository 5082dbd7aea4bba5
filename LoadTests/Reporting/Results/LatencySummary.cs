namespace LoadTests.Reporting.Results;

/// <summary>How long deliveries took, in microseconds.</summary>
internal sealed record LatencySummary
{
    /// <summary>For a scenario that measures none.</summary>
    public static LatencySummary None { get; } = new();

    /// <summary>How many were measured; all else is meaningless at 0.</summary>
    public long Count { get; init; }

    public double MinUs { get; init; }

    public double AverageUs { get; init; }

    public double P50Us { get; init; }

    public double P90Us { get; init; }

    public double P95Us { get; init; }

    public double P99Us { get; init; }

    public double P999Us { get; init; }

    public double MaxUs { get; init; }

    /// <summary>Those with a count, in rising order.</summary>
    public IReadOnlyList<LatencyBucket> Buckets { get; init; } = [];
}
