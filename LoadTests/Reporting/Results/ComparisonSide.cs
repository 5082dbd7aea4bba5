namespace LoadTests.Reporting.Results;

/// <summary>One load on one server. Values that could not be measured are missing.</summary>
internal sealed record ComparisonSide
{
    public double? DeliveriesPerSecond { get; init; }

    /// <summary>The server's CPU time per delivery.</summary>
    public double? CpuUsPerDelivery { get; init; }

    public double? P50Us { get; init; }

    public double? P99Us { get; init; }

    public int? Threads { get; init; }

    /// <summary>The growth of the working set per client while the clients connected.</summary>
    public double? BytesPerClient { get; init; }

    /// <summary>The received share of the expected deliveries, from 0 to 1.</summary>
    public double? Reach { get; init; }

    /// <summary>A remark, such as the errors or the reason why it did not run.</summary>
    public string? Note { get; init; }
}
