namespace EventLoopServer.Observability;

/// <summary>
/// Counts turns by their length, without the wait. The bounds are those of a Prometheus histogram.
/// Most turns are shorter than the first few bounds, so few comparisons find the bucket of a turn.
/// </summary>
internal sealed class TurnHistogram
{
    private static readonly long[] s_boundsNs =
    [
        10_000, 25_000, 50_000, 100_000, 250_000, 500_000,
        1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000,
        100_000_000, 250_000_000, 1_000_000_000,
    ];

    private readonly long[] _counts = new long[s_boundsNs.Length + 1];

    /// <summary>The upper bounds of all buckets except the last, which has none.</summary>
    public static ReadOnlySpan<long> BoundsNs => s_boundsNs;

    /// <summary>The number of turns in each bucket. A turn counts in one bucket only.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    public void Add(long ns)
    {
        int bucket = 0;
        while (bucket < s_boundsNs.Length && ns > s_boundsNs[bucket])
        {
            bucket++;
        }

        _counts[bucket]++;
    }
}
