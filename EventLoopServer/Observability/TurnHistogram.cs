namespace EventLoopServer.Observability;

/// <summary>
/// Counts turns by their length, the wait not included. The bounds are a Prometheus histogram's:
/// most turns are below the first few, so finding a turn's bucket takes few comparisons.
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

    /// <summary>The upper bounds of the buckets but the last, which has none.</summary>
    public static ReadOnlySpan<long> BoundsNs => s_boundsNs;

    /// <summary>The turns of each bucket; a turn is in one of them.</summary>
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
