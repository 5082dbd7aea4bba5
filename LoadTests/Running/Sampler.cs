using System.Diagnostics;
using LoadTests.Measuring;
using LoadTests.Profiles;
using LoadTests.Reporting.Results;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>Records the figures of each second of a measurement.</summary>
internal sealed class Sampler(Stage stage, ServerUnderTest? server)
{
    private readonly List<SecondSample> _series = [];
    private long _fromTicks;
    private long _lastTicks;
    private long _sent;
    private long _received;
    private long _errors;
    private TimeSpan _ownCpu;
    private TimeSpan _ownCpuAtStart;
    private ServerReading? _serverLast;
    private ServerReading? _serverAtStart;
    private CollectorReading? _collectorAtStart;
    private TimeSpan _ownCpuAtEnd;
    private long? _emptyBytes;
    private double? _bytesPerClient;
    private long _ownEmptyBytes;
    private long _ownBytes;

    public IReadOnlyList<SecondSample> Series => _series;

    /// <summary>The profile of an open loop. Null when the load has no rate.</summary>
    public LoadProfile? Offered { get; set; }

    public TimeSpan OwnCpu => _ownCpuAtEnd - _ownCpuAtStart;

    public ServerUsage? Server { get; private set; }

    /// <summary>The working set of the load generator with all clients connected.</summary>
    public long OwnBytes => _ownBytes;

    /// <summary>
    /// The growth of <see cref="OwnBytes"/> for each connection, without the kernel's memory.
    /// </summary>
    public double OwnBytesPerClient =>
        (double)Math.Max(0, _ownBytes - _ownEmptyBytes) / Math.Max(1, stage.Swarm.MaxOpen);

    /// <summary>
    /// Reads the memory of server and generator before there are clients. Must be called before the
    /// stage is set up, because the call first collects garbage of an earlier run.
    /// </summary>
    public void BeforeArrivals()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _ownEmptyBytes = Environment.WorkingSet;
        _emptyBytes = server?.Read()?.WorkingSetBytes;
    }

    /// <summary>Starts a measurement, and discards earlier readings.</summary>
    public void Start(long nowTicks)
    {
        _bytesPerClient ??= (double?)(server?.Read()?.WorkingSetBytes - _emptyBytes)
            / Math.Max(1, stage.Swarm.Open);
        _ownBytes = Environment.WorkingSet;
        _collectorAtStart = server?.ReadCollector();
        _fromTicks = _lastTicks = nowTicks;
        _errors = stage.Checker.ErrorCount;
        _ownCpu = _ownCpuAtStart = Environment.CpuUsage.TotalTime;
        _serverLast = _serverAtStart = server?.Read();
    }

    /// <summary>Records a sample when a second has passed.</summary>
    public void Tick(long nowTicks)
    {
        if (nowTicks - _lastTicks >= Stopwatch.Frequency)
        {
            Take(nowTicks);
        }
    }

    /// <summary>Records the rest of the last second, and the resources that were used.</summary>
    public void Finish(long nowTicks)
    {
        if (nowTicks - _lastTicks >= Stopwatch.Frequency / 4)
        {
            Take(nowTicks);
        }

        _ownCpuAtEnd = Environment.CpuUsage.TotalTime;
        if (server?.Read() is { } end && _serverAtStart is { } start)
        {
            CollectorReading? before = _collectorAtStart;
            CollectorReading? after = server.ReadCollector();
            Server = new ServerUsage
            {
                CpuSeconds = (end.Cpu - start.Cpu).TotalSeconds,
                WorkingSetBytes = end.WorkingSetBytes,
                // One thread exists only to report the collector's figures.
                Threads = end.Threads - 1,
                BytesPerClient = _bytesPerClient,
                Gen0 = after?.Gen0 - before?.Gen0,
                Gen1 = after?.Gen1 - before?.Gen1,
                Gen2 = after?.Gen2 - before?.Gen2,
                AllocatedBytes = after?.AllocatedBytes - before?.AllocatedBytes,
            };
        }
    }

    private void Take(long nowTicks)
    {
        double seconds = (double)(nowTicks - _lastTicks) / Stopwatch.Frequency;
        TimeSpan ownCpu = Environment.CpuUsage.TotalTime;
        ServerReading? reading = server?.Read();
        lock (stage.Swarm.Gate)
        {
            Meter meter = stage.Meter;
            bool any = meter.Second.Count > 0;
            double at = (double)(nowTicks - _fromTicks) / Stopwatch.Frequency;
            _series.Add(new SecondSample
            {
                AtSeconds = at,
                OfferedPerSecond =
                    (Offered?.CountUntil(at) - Offered?.CountUntil(at - seconds)) / seconds,
                Connections = stage.Swarm.Open,
                ErrorsPerSecond = (stage.Checker.ErrorCount - _errors) / seconds,
                SentPerSecond = (meter.Sent - _sent) / seconds,
                ReceivedPerSecond = (meter.Received - _received) / seconds,
                P50Us = any ? meter.Second.Percentile(50) : null,
                P99Us = any ? meter.Second.Percentile(99) : null,
                ServerCpuPercent =
                    100 * (reading?.Cpu - _serverLast?.Cpu)?.TotalSeconds / seconds,
                GeneratorCpuPercent = 100 * (ownCpu - _ownCpu).TotalSeconds / seconds,
                ServerMemoryMB = reading?.WorkingSetBytes / 1048576.0,
            });
            (_sent, _received) = (meter.Sent, meter.Received);
            _errors = stage.Checker.ErrorCount;
            meter.Second.Clear();
        }

        (_lastTicks, _ownCpu, _serverLast) = (nowTicks, ownCpu, reading);
    }
}
