namespace LoadTests.Reporting.Results;

/// <summary>Deliveries with similar latencies.</summary>
/// <param name="UpToUs">The upper bound; the lower one is that of the bucket before.</param>
internal sealed record LatencyBucket(double UpToUs, long Count);
