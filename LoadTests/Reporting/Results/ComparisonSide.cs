namespace LoadTests.Reporting.Results;

/// <summary>One load on one server. What could not be measured is missing.</summary>
internal sealed record ComparisonSide
{
    public double? DeliveriesPerSecond { get; init; }

    /// <summary>The server's processor time for each delivery.</summary>
    public double? CpuUsPerDelivery { get; init; }

    public double? P50Us { get; init; }

    public double? P99Us { get; init; }

    public int? Threads { get; init; }

    /// <summary>What the working set grew by when the clients came, for each.</summary>
    public double? BytesPerClient { get; init; }

    /// <summary>Received of expected, from 0 to 1.</summary>
    public double? Reach { get; init; }

    /// <summary>What else has to be said, such as "stood still" or why it did not run.</summary>
    public string? Note { get; init; }
}
