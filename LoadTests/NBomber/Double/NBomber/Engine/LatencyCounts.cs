namespace NBomber.Engine;

/// <summary>
/// Counts latencies in microseconds to three significant digits, so a long test has at most a few
/// thousand entries. Below 1 ms they are exact.
/// </summary>
internal sealed class LatencyCounts
{
    private readonly Dictionary<long, long> _counts = [];
    private double _sumMs;
    private double _sumOfSquares;

    public long Count { get; private set; }

    public double MinMs { get; private set; }

    public double MaxMs { get; private set; }

    public double MeanMs => Count == 0 ? 0 : _sumMs / Count;

    public double StdDev => Count == 0
        ? 0
        : Math.Sqrt(Math.Max(0, (_sumOfSquares / Count) - (MeanMs * MeanMs)));

    public void Add(double ms)
    {
        long us = Round((long)(ms * 1000));
        _counts[us] = _counts.GetValueOrDefault(us) + 1;
        MinMs = Count == 0 ? ms : Math.Min(MinMs, ms);
        MaxMs = Math.Max(MaxMs, ms);
        _sumMs += ms;
        _sumOfSquares += ms * ms;
        Count++;
    }

    public void Add(LatencyCounts other)
    {
        foreach ((long us, long count) in other._counts)
        {
            _counts[us] = _counts.GetValueOrDefault(us) + count;
        }

        if (other.Count > 0)
        {
            MinMs = Count == 0 ? other.MinMs : Math.Min(MinMs, other.MinMs);
            MaxMs = Math.Max(MaxMs, other.MaxMs);
        }

        _sumMs += other._sumMs;
        _sumOfSquares += other._sumOfSquares;
        Count += other.Count;
    }

    /// <returns>The percentiles in ms; 0 without latencies.</returns>
    public double[] Percentiles(params int[] percents)
    {
        KeyValuePair<long, long>[] sorted = [.. _counts.OrderBy(static c => c.Key)];
        return [.. percents.Select(p => Percentile(sorted, p))];
    }

    private double Percentile(KeyValuePair<long, long>[] sorted, int percent)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(Count * percent / 100.0));
        long seen = 0;
        foreach ((long us, long count) in sorted)
        {
            seen += count;
            if (seen >= rank)
            {
                return us / 1000.0;
            }
        }

        return 0;
    }

    private static long Round(long us)
    {
        long unit = 1;
        while (us / unit >= 1000)
        {
            unit *= 10;
        }

        return us / unit * unit;
    }
}
