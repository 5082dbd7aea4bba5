using HdrHistogram;
using HdrHistogram.Iteration;
using LoadTests.Reporting.Results;

namespace LoadTests.Measuring;

/// <summary>
/// Counts durations with HdrHistogram, to three significant digits, in a fixed 257 KiB. Recording
/// allocates nothing and takes no lock, so only one thread at a time may use it, under the swarm's
/// lock.
/// </summary>
internal sealed class LatencyHistogram
{
    /// <summary>
    /// The longest duration, in microseconds: about 12 days. Longer ones count as this.
    /// </summary>
    private const long Highest = (1L << 40) - 1;

    /// <summary>
    /// Three digits are exact to 0.1 %. Two runs on one machine differ by a hundred times more.
    /// </summary>
    private const int Digits = 3;

    /// <summary>
    /// Up to this many microseconds, the reported distribution has a bar for each microsecond.
    /// </summary>
    private const int FinestBars = 256;

    /// <summary>Bars for each power of two above <see cref="FinestBars"/>.</summary>
    private const int BarsPerOctave = 16;

    private readonly LongHistogram _counts = new(1, Highest, Digits);
    private long _min = long.MaxValue;
    private long _max;

    public long Count => _counts.TotalCount;

    /// <summary>Adds a duration in microseconds. A negative one counts as 0.</summary>
    public void Record(long us)
    {
        us = Math.Clamp(us, 0, Highest);
        _counts.RecordValue(us);

        // The library stores values to three digits only, so the exact extremes are stored here.
        _min = Math.Min(_min, us);
        _max = Math.Max(_max, us);
    }

    public void Clear()
    {
        if (Count > 0)
        {
            _counts.Reset();
        }

        (_min, _max) = (long.MaxValue, 0);
    }

    /// <summary>The duration that this share of all durations did not exceed.</summary>
    /// <param name="percent">Above 0, at most 100.</param>
    /// <returns>Microseconds; 0 without durations.</returns>
    public double Percentile(double percent)
    {
        if (Count == 0)
        {
            return 0;
        }

        // The library rounds to the nearest rank, which is too low with few durations. So the rank
        // is rounded up here.
        double rank = Math.Max(1, Math.Ceiling(Count * percent / 100));
        return Math.Min(_counts.GetValueAtPercentile(100 * rank / Count), _max);
    }

    public LatencySummary Summarise() => Count == 0 ? LatencySummary.None : new LatencySummary
    {
        Count = Count,
        MinUs = _min,
        AverageUs = _counts.GetMean(),
        P50Us = Percentile(50),
        P90Us = Percentile(90),
        P95Us = Percentile(95),
        P99Us = Percentile(99),
        P999Us = Percentile(99.9),
        MaxUs = _max,
        Buckets = Bars(),
    };

    private List<LatencyBucket> Bars()
    {
        var bars = new List<LatencyBucket>();
        foreach (HistogramIterationValue value in _counts.RecordedValues())
        {
            long upTo = UpperOf(value.ValueIteratedTo);
            long count = value.CountAddedInThisIterationStep;
            if (bars.Count > 0 && bars[^1].UpToUs == upTo)
            {
                bars[^1] = new LatencyBucket(upTo, bars[^1].Count + count);
            }
            else
            {
                bars.Add(new LatencyBucket(upTo, count));
            }
        }

        return bars;
    }

    /// <summary>The longest duration that counts into a bar.</summary>
    private static long UpperOf(long us)
    {
        if (us < FinestBars)
        {
            return us;
        }

        long width = (1L << (int)Math.Log2(us)) / BarsPerOctave;
        return (((us / width) + 1) * width) - 1;
    }
}
