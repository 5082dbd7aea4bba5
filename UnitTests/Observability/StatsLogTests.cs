using EventLoopServer.Observability;

namespace UnitTests.Observability;

/// <summary>Each figure of the log stands where its label is.</summary>
[NonParallelizable]
internal sealed class StatsLogTests
{
    private readonly ServerStats _stats = new();
    private readonly StatsSample _from = new();
    private readonly StatsSample _to = new();

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
            "In the last 0.4 s: 2,778 turns/s; a turn's phases in us, and their part of the time:",
            "  wait 10.0 (2.8%), mailbox 20.0 (5.6%), accept 30.0 (8.3%), receive 40.0 (11.1%)",
            "  timers 50.0 (13.9%), begin 60.0 (16.7%), flush 70.0 (19.4%), release 80.0 (22.2%)",
            "  turns longer than 1 ms, the wait not counted: 9; than 10 ms: 8; than 100 ms: 7",
            "Traffic: 100 requests/s, 200 sends/s, 300 bytes/s in, 400 bytes/s out",
            "Clients: 41 (42 hot, 43 parked); operations in use, of those made: "
                + "44 of 45 receives, 43 of 46 parks",
            "Buffers: 51 of 52 slices in use; output rings in use: 53, with 54 bytes, "
                + "most for alice (55)",
        ];
        Assert.That(lines.Take(expected.Length), Is.EqualTo(expected));
        Assert.That(lines[^2], Does.EndWith("; 3.0 MiB in use"));
        Assert.That(lines[^1], Is.EqualTo(
            "Since the start: 61 came in, 62 were rejected, 67 failed before they were served; "
            + "63 TLS handshakes, 64 faults in TLS; "
            + "65 bytes discarded with slow readers; 66 bugs"));
    }

    [Test]
    public void What_the_loop_allocates_is_told_before_what_all_threads_do()
    {
        _from.Read(_stats);
        var other = new Thread(static () => GC.KeepAlive(new byte[10_000_000]));
        other.Start();
        other.Join();
        _stats.PhaseNs[0] = 1_000_000_000;
        _to.Read(_stats);
        var rates = new LoopRates(_from, _to);
        Assert.That(rates.LoopAllocated, Is.LessThan(10_000_000));
        Assert.That(rates.AllAllocated, Is.GreaterThanOrEqualTo(10_000_000));
        string line = StatsLog.Lines(rates, new ResourceCounts(), _stats).Split('\n')[^2];
        Assert.That(line, Does.StartWith(FormattableString.Invariant(
            $"Memory: {rates.LoopAllocated:#,0.#} bytes/s allocated by the loop, ")
            + FormattableString.Invariant($"{rates.AllAllocated:#,0.#} by all; ")));
    }

    [Test]
    public void Collections_are_counted_by_their_generation()
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
