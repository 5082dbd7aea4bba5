namespace LoadTests.Reporting.Results;

/// <summary>Deliveries that took about as long.</summary>
/// <param name="UpToUs">None took longer; the bucket before ends where this one begins.</param>
internal sealed record LatencyBucket(double UpToUs, long Count);
