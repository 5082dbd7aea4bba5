using EventLoopServer.Observability;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.Observability;

/// <summary>Each figure of the statistics is in the place of its label.</summary>
[NonParallelizable]
internal sealed class StatsLogTests
{
    private ServerStats _stats = new();
    private StatsSample _from = new();
    private StatsSample _to = new();

    [SetUp]
    public void BeginWithNoFigures()
    {
        _stats = new ServerStats();
        _from = new StatsSample();
        _to = new StatsSample();
    }

    [Test]
    public void Every_line_has_each_figure_in_its_place()
    {
        _from.Read(_stats);
        for (int i = 0; i < ServerStats.Phases; i++)
        {
            _stats.PhaseNs[i] = (i + 1) * 10_000_000;
        }

        _stats.Turns = 1000;
        (_stats.LongTurns[0], _stats.LongTurns[1], _stats.LongTurns[2]) = (9, 8, 7);
        (_stats.Requests, _stats.Sends) = (36, 72);
        (_stats.BytesIn, _stats.BytesOut) = (108, 144);
        (_stats.Accepted, _stats.Refused, _stats.AcceptFaults) = (61, 62, 67);
        (_stats.TlsHandshakes, _stats.TlsFaults) = (63, 64);
        (_stats.DiscardedBytes, _stats.Bugs) = (65, 66);
        _to.Read(_stats);
        ResourceCounts resourceCounts = new ResourceCounts
        {
            Clients = 41,
            Hot = 42,
            Parked = 43,
            Receives = 44,
            ReceivesMade = 45,
            ParksMade = 46,
            Slices = 51,
            SlicesMade = 52,
            Rings = 53,
            QueuedBytes = 54,
            Slowest = "alice",
            SlowestBytes = 55,
            WorkingSetBytes = 3 * 1024 * 1024,
        };
        string[] lines =
            StatsLog.Lines(new LoopRates(_from, _to), resourceCounts, _stats).Split('\n');
        string[] expected =
        [
            LogSentence.Of(nameof(Log.StatsTurns), 0.4, 2778),
            LogSentence.Of(
                nameof(Log.StatsInput), 10.0, "2.8", 20.0, "5.6", 30.0, "8.3", 40.0, "11.1"),
            LogSentence.Of(
                nameof(Log.StatsOutput), 50.0, "13.9", 60.0, "16.7", 70.0, "19.4", 80.0, "22.2"),
            LogSentence.Of(nameof(Log.StatsLongTurns), 9, 8, 7),
            LogSentence.Of(nameof(Log.StatsTraffic), 100, 200, 300, 400),
            LogSentence.Of(nameof(Log.StatsClients), 41, 42, 43, 44, 45, 43, 46),
            LogSentence.Of(nameof(Log.StatsBuffers), 51, 52, 53, 54, "alice", 55),
        ];
        Assert.That(lines.Take(expected.Length), Is.EqualTo(expected));
        Assert.That(lines[^2], Does.Match(
            LogSentence.Pattern(
                nameof(Log.StatsMemory), ".*", ".*", ".*", ".*", ".*", @"3\.0") + "$"));
        Assert.That(lines[^1], Is.EqualTo(
            LogSentence.Of(nameof(Log.StatsTotals), 61, 62, 67, 63, 64, 65, 66)));
    }

    [Test]
    public void Loop_allocation_precedes_allocation_of_all_threads()
    {
        _from.Read(_stats);
        var other = new Thread(static () => GC.KeepAlive(new byte[10_000_000]));
        other.Start();
        other.JoinInTime();
        _stats.PhaseNs[0] = 1_000_000_000;
        _to.Read(_stats);
        var rates = new LoopRates(_from, _to);
        Assert.That(rates.LoopAllocated, Is.LessThan(10_000_000));
        Assert.That(rates.AllAllocated, Is.GreaterThanOrEqualTo(10_000_000));
        string line = StatsLog.Lines(rates, new ResourceCounts(), _stats).Split('\n')[^2];
        string whole = LogSentence.Of(
            nameof(Log.StatsMemory),
            rates.LoopAllocated,
            rates.AllAllocated,
            rates.Gen0,
            rates.Gen1,
            rates.Gen2,
            0.0);
        Assert.That(line, Is.EqualTo(whole));
    }

    [Test]
    public void Garbage_collections_are_counted_by_generation()
    {
        _from.Read(_stats);
        for (int i = 0; i < 5; i++)
        {
            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        }

        _to.Read(_stats);
        var rates = new LoopRates(_from, _to);
        Assert.That(rates.Gen0, Is.GreaterThanOrEqualTo(5));
        Assert.That(rates.Gen1, Is.GreaterThanOrEqualTo(5));
        Assert.That(rates.Gen2, Is.LessThan(5), "none of the oldest was asked for");
    }
}
