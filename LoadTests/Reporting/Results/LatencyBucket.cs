namespace LoadTests.Reporting.Results;

/// <summary>Deliveries with similar latencies.</summary>
/// <param name="UpToUs">
/// The upper bound. The lower bound is the upper bound of the bucket before.
/// </param>
internal sealed record LatencyBucket(double UpToUs, long Count);
