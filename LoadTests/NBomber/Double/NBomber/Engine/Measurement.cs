using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Engine;

/// <summary>Counts responses of one kind, good or failed.</summary>
internal sealed class Measurement
{
    private readonly LatencyCounts _latencies = new();
    private readonly Dictionary<string, (string Message, int Count)> _codes = [];
    private long _minBytes;
    private long _maxBytes;
    private long _allBytes;

    public int Count => (int)_latencies.Count;

    public void Add(IResponse response, double ms)
    {
        bool isFirst = Count == 0;
        _latencies.Add(ms);
        AddBytes(response.SizeBytes, response.SizeBytes, response.SizeBytes, isFirst);
        if (!string.IsNullOrEmpty(response.StatusCode))
        {
            AddCode(response.StatusCode, response.Message, 1);
        }
    }

    public void Add(Measurement other)
    {
        if (other.Count > 0)
        {
            AddBytes(other._minBytes, other._maxBytes, other._allBytes, Count == 0);
        }

        _latencies.Add(other._latencies);
        foreach ((string code, (string message, int count)) in other._codes)
        {
            AddCode(code, message, count);
        }
    }

    /// <param name="all">The number of good and failed responses.</param>
    public MeasurementStats Build(bool isError, int all, TimeSpan duration)
    {
        double seconds = Math.Max(duration.TotalSeconds, 0.001);
        double[] percentiles = _latencies.Percentiles(50, 75, 95, 99);
        return new MeasurementStats
        {
            Request = new RequestStats
            {
                Count = Count,
                RPS = Math.Round(Count / seconds, 2),
                Percent = PercentOf(Count, all),
            },
            Latency = new LatencyStats
            {
                MinMs = Math.Round(_latencies.MinMs, 3),
                MeanMs = Math.Round(_latencies.MeanMs, 3),
                MaxMs = Math.Round(_latencies.MaxMs, 3),
                Percent50 = percentiles[0],
                Percent75 = percentiles[1],
                Percent95 = percentiles[2],
                Percent99 = percentiles[3],
                StdDev = Math.Round(_latencies.StdDev, 3),
            },
            DataTransfer = new DataTransferStats
            {
                MinBytes = _minBytes,
                MeanBytes = Count == 0 ? 0 : _allBytes / Count,
                MaxBytes = _maxBytes,
                AllBytes = _allBytes,
                BytesPerSecond = Math.Round(_allBytes / seconds, 2),
            },
            StatusCodes =
            [
                .. _codes.Select(c => new StatusCodeStats
                {
                    StatusCode = c.Key,
                    IsError = isError,
                    Message = c.Value.Message,
                    Count = c.Value.Count,
                    Percent = PercentOf(c.Value.Count, all),
                }),
            ],
        };
    }

    private static int PercentOf(int part, int all) =>
        all == 0 ? 0 : (int)Math.Round(100.0 * part / all, MidpointRounding.AwayFromZero);

    private void AddBytes(long min, long max, long all, bool isFirst)
    {
        _minBytes = isFirst ? min : Math.Min(_minBytes, min);
        _maxBytes = Math.Max(_maxBytes, max);
        _allBytes += all;
    }

    private void AddCode(string code, string message, int count) =>
        _codes[code] = (message, _codes.GetValueOrDefault(code).Count + count);
}
