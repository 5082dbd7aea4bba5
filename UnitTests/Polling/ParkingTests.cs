using EventLoopServer.Polling;

namespace UnitTests.Polling;

/// <summary>Silent connections: which are parked, what wakes them, and how they end.</summary>
[NonParallelizable]
internal sealed class ParkingTests
{
    private static readonly ParkingRule s_all = new(0, 0, 1000);

    [Test]
    public void Longest_silent_connections_over_the_limit_are_parked()
    {
        using var bench = new PollerBench(new ParkingRule(3, 0, 64), 6);
        bench.Poller.Touch(0, nowMs: 100);
        bench.Poller.ParkSilent(nowMs: 200);
        Assert.That(bench.Poller.HotCount, Is.EqualTo(3));
        Assert.That(bench.Poller.ParkedCount, Is.EqualTo(3));
        Assert.That(bench.Stats.Parks, Is.EqualTo(3));
        bool[] quiet = [.. Enumerable.Range(0, 6).Select(bench.Poller.IsIdle)];
        Assert.That(
            quiet, Is.EqualTo((bool[])[true, false, false, false, true, true]), "0 spoke last");
    }

    [TestCase(5, 0)]
    [TestCase(4, 0)]
    [TestCase(3, 1)]
    public void Nothing_is_parked_while_at_most_the_limit_are_hot(int hotLimit, int parked)
    {
        using var bench = new PollerBench(new ParkingRule(hotLimit, 0, 64), 4);
        bench.Poller.ParkSilent(nowMs: 1000);
        Assert.That(bench.Poller.ParkedCount, Is.EqualTo(parked));
    }

    [TestCase(499, 0)]
    [TestCase(500, 1)]
    [TestCase(501, 2)]
    public void Recently_active_connections_are_not_parked(long nowMs, int parked)
    {
        using var bench = new PollerBench(new ParkingRule(0, 500, 64), 4);
        bench.Poller.ParkSilent(nowMs);
        Assert.That(bench.Poller.ParkedCount, Is.EqualTo(parked), "slot n was last heard at n ms");
    }

    [TestCase(9, 0)]
    [TestCase(10, 4)]
    public void Connections_are_not_parked_before_the_minimum_of_polls(int looks, int parked)
    {
        using var bench = new PollerBench(new ParkingRule(0, 0, 64) { MinPolls = 10 }, 4);
        for (int i = 0; i < looks; i++)
        {
            bench.Look(0);
        }

        bench.Poller.ParkSilent(nowMs: 3_600_000);
        Assert.That(bench.Poller.ParkedCount, Is.EqualTo(parked), "silence alone costs nothing");
    }

    [TestCase(4, 0)]
    [TestCase(5, 64, Description = "36 of 100 are not recent, 16 of them are asked in a turn")]
    public void One_rotation_through_many_connections_counts_as_one_poll(int turns, int parked)
    {
        using var bench = new PollerBench(new ParkingRule(0, 0, 64) { MinPolls = 2 }, 100);
        for (int i = 0; i < turns; i++)
        {
            bench.Look(0);
        }

        bench.Poller.ParkSilent(nowMs: 3_600_000);
        Assert.That(bench.Poller.ParkedCount, Is.EqualTo(parked), "two rounds are two looks");
    }

    [TestCase(1100, 1, Description = "the other one, which has sent nothing, is parked")]
    [TestCase(1199, 1)]
    [TestCase(1200, 2)]
    public void Woken_connection_is_parked_after_twice_the_silence(long nowMs, int parked)
    {
        using PollerBench bench = WakeOneOfTwo();
        bench.Poller.Unwatch(0);
        bench.Poller.Watch(0, bench.Pairs[0], nowMs: 1000);
        bench.Poller.ParkSilent(1099);
        Assert.That(bench.Poller.ParkedCount, Is.Zero);
        bench.Poller.ParkSilent(1100);
        bench.Poller.ParkSilent(nowMs);
        Assert.That(bench.Poller.ParkedCount, Is.EqualTo(parked));
    }

    [TestCase(1249, 1)]
    [TestCase(1250, 1, Description = "the second chance")]
    [TestCase(1349, 1)]
    [TestCase(1350, 2)]
    public void Bytes_restore_the_second_chance_of_a_woken_connection(long nowMs, int parked)
    {
        using PollerBench bench = WakeOneOfTwo();
        bench.Poller.ParkSilent(1100);
        bench.Poller.Touch(1, nowMs: 1150);
        bench.Poller.ParkSilent(Math.Min(nowMs, 1250));
        bench.Poller.ParkSilent(nowMs);
        Assert.That(bench.Poller.ParkedCount, Is.EqualTo(parked));
    }

    [Test]
    public void Turn_parks_no_more_than_its_budget()
    {
        using var bench = new PollerBench(new ParkingRule(2, 0, 3), 10);
        foreach (int parked in (int[])[3, 6, 8, 8])
        {
            bench.Poller.ParkSilent(nowMs: 1000);
            Assert.That(bench.Poller.ParkedCount, Is.EqualTo(parked));
        }
    }

    [Test]
    public void Bytes_make_a_parked_connection_hot()
    {
        using var bench = new PollerBench(s_all, 3);
        bench.Poller.ParkSilent(nowMs: 1000);
        Assert.That(bench.Poller.ParkedCount, Is.EqualTo(3));
        Assert.That(bench.Look(0), Is.Empty);
        bench.Pairs[1].Speak();
        Assert.That(bench.PollUntilReadable(), Is.EqualTo(new[] { new Ready(1, ReadyKind.Woken) }));
        Assert.That(bench.Poller.HotCount, Is.EqualTo(1));
        Assert.That(bench.Poller.ParkedCount, Is.EqualTo(2));
        Assert.That(bench.Stats.Wakes, Is.EqualTo(1));
        Assert.That(bench.Pairs[1].Listen(), Is.EqualTo(1), "waiting for bytes takes none");
        bench.Poller.ParkSilent(nowMs: 2000);
        bench.Pairs[1].Speak();
        Assert.That(bench.PollUntilReadable(), Is.EqualTo(new[] { new Ready(1, ReadyKind.Woken) }));
    }

    [Test]
    public void Close_by_the_peer_wakes_a_parked_connection()
    {
        using var bench = new PollerBench(s_all, 1);
        bench.Poller.ParkSilent(nowMs: 1000);
        bench.Pairs[0].Far.Dispose();
        Assert.That(bench.PollUntilReadable(), Is.EqualTo(new[] { new Ready(0, ReadyKind.Woken) }));
    }

    [Test]
    public void Bytes_received_before_the_park_keep_a_connection_hot()
    {
        using var bench = new PollerBench(s_all, 1);
        bench.Pairs[0].Speak();
        bench.Poller.ParkSilent(nowMs: 1000);
        bench.PollUntilReadable();
        Assert.That(bench.Poller.HotCount, Is.EqualTo(1));
        Assert.That(bench.Poller.ParkedCount, Is.Zero);
        Assert.That(bench.Pairs[0].Listen(), Is.EqualTo(1));
        Assert.That(bench.Look(0), Is.Empty);
    }

    [Test]
    public void Connection_that_stops_reading_while_parked_is_not_hot_after_its_wake()
    {
        using var bench = new PollerBench(s_all, 1);
        bench.Poller.ParkSilent(nowMs: 1000);
        bench.Poller.WantRead(0, false, nowMs: 1001);
        Assert.That(bench.Poller.IsIdle(0), Is.False, "its operation is still under way");
        bench.Pairs[0].Speak();
        bench.PollUntil(() => bench.Poller.IsIdle(0));
        Assert.That(bench.Poller.IsIdle(0), Is.True);
        Assert.That(bench.Poller.Readable.Length, Is.Zero);
        Assert.That(bench.Poller.HotCount, Is.Zero);
        bench.Poller.WantRead(0, true, nowMs: 1002);
        Assert.That(bench.Look(0), Is.EqualTo(new[] { new Ready(0, ReadyKind.Listed) }));
    }

    [Test]
    public void Connection_that_reads_again_while_parked_is_woken_by_bytes()
    {
        using var bench = new PollerBench(s_all, 1);
        bench.Poller.ParkSilent(nowMs: 1000);
        bench.Poller.WantRead(0, false, nowMs: 1001);
        bench.Poller.WantRead(0, true, nowMs: 1002);
        Assert.That(bench.Poller.HotCount, Is.Zero, "it is parked still");
        bench.Pairs[0].Speak();
        Assert.That(bench.PollUntilReadable(), Is.EqualTo(new[] { new Ready(0, ReadyKind.Woken) }));
    }

    [Test]
    public void Parked_connection_can_be_written()
    {
        using var bench = new PollerBench(s_all, 1);
        bench.Poller.ParkSilent(nowMs: 1000);
        bench.Poller.WantWrite(0, true);
        bench.Look(PollerBench.PatienceMs);
        Assert.That(bench.Poller.Writable.ToArray(), Is.EqualTo((int[])[0]));
        Assert.That(bench.Poller.ParkedCount, Is.EqualTo(1));
    }

    [Test]
    public void Unwatched_parked_connection_is_idle_only_after_its_operation_ends()
    {
        using var bench = new PollerBench(s_all, 2);
        bench.Poller.ParkSilent(nowMs: 1000);
        bench.Poller.Unwatch(0);
        bench.Look(0);
        Assert.That(bench.Poller.IsIdle(0), Is.False, "the slot must not be used again yet");
        bench.Pairs[0].Socket.Dispose();
        bench.PollUntil(() => bench.Poller.IsIdle(0));
        Assert.That(bench.Poller.IsIdle(0), Is.True, "closing aborts the operation");
        Assert.That(bench.Poller.Readable.Length, Is.Zero, "nobody is left to read it");
        Assert.That(bench.Poller.HotCount, Is.Zero);
        Assert.That(bench.Poller.ParkedCount, Is.EqualTo(1));
        Assert.That(bench.Stats.StaleWakes, Is.Zero);
    }

    [Test]
    public void Wake_for_an_earlier_owner_of_the_slot_is_counted_and_ignored()
    {
        using var bench = new PollerBench(s_all, 1);
        using var later = new SocketPair();
        bench.Poller.ParkSilent(nowMs: 1000);
        bench.Poller.Unwatch(0);
        bench.Poller.Watch(0, later, nowMs: 2000); // Too early on purpose: slot 0 is not idle.
        bench.Pairs[0].Socket.Dispose();
        bench.PollUntil(() => bench.Stats.StaleWakes > 0);
        Assert.That(bench.Stats.StaleWakes, Is.EqualTo(1));
        Assert.That(bench.Stats.Wakes, Is.Zero);
        Assert.That(bench.Poller.Readable.Length, Is.Zero, "the later owner got nothing");
        Assert.That(bench.Poller.HotCount, Is.EqualTo(1));
    }

    [Test]
    public void Repeated_parks_of_a_connection_reuse_one_operation()
    {
        using var bench = new PollerBench(s_all, 1);
        for (int i = 1; i <= 3; i++)
        {
            bench.Poller.ParkSilent(nowMs: 1000 * i);
            bench.Pairs[0].Speak();
            bench.PollUntilReadable();
            Assert.That(bench.Pairs[0].Listen(), Is.EqualTo(1));
        }

        Assert.That(bench.Stats.Parks, Is.EqualTo(3));
        Assert.That(bench.Stats.ParkOperations, Is.EqualTo(1), "it was returned each time");
    }

    [Test]
    public void Wake_for_an_earlier_owner_leaves_a_later_one_parked()
    {
        using var bench = new PollerBench(s_all, 1);
        using var later = new SocketPair();
        bench.Poller.ParkSilent(nowMs: 1000);
        bench.Poller.Unwatch(0);
        bench.Poller.Watch(0, later, nowMs: 2000);
        bench.Poller.ParkSilent(nowMs: 3000);
        Assert.That(bench.Poller.ParkedCount, Is.EqualTo(1), "both share the slot");
        bench.Pairs[0].Socket.Dispose();
        bench.PollUntil(() => bench.Stats.StaleWakes + bench.Stats.Wakes > 0);
        Assert.That(bench.Stats.StaleWakes, Is.EqualTo(1));
        Assert.That(bench.Stats.Wakes, Is.Zero);
        Assert.That(bench.Poller.ParkedCount, Is.EqualTo(1), "the later one is parked still");
        Assert.That(bench.Poller.IsIdle(0), Is.False, "its operation is under way");
        later.Speak();
        Assert.That(bench.PollUntilReadable(), Is.EqualTo(new[] { new Ready(0, ReadyKind.Woken) }));
        Assert.That(bench.Stats.Wakes, Is.EqualTo(1));
    }

    [Test]
    public void Bytes_at_random_times_are_never_missed([Range(1, 4)] int seed)
    {
        const int connections = 40;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var bench = new PollerBench(new ParkingRule(5, 0, 8), connections);
        var unread = new HashSet<int>();
        for (int turn = 0; turn < 300; turn++)
        {
            for (int i = random.Next(4); i > 0; i--)
            {
                int slot = random.Next(connections);
                if (unread.Add(slot))
                {
                    bench.Pairs[slot].Speak();
                }
            }

            // Half of the turns park before the bytes are read, half do not park.
            if (random.Next(2) == 0)
            {
                bench.Poller.ParkSilent(nowMs: 1000 + turn);
            }

            while (unread.Count > 0)
            {
                Ready[] ready = bench.PollUntilReadable();
                string where = $"seed {seed}, turn {turn}, unread {string.Join(' ', unread)}";
                Assert.That(ready, Is.Not.Empty, $"bytes are there and nobody said so, {where}");
                Assert.That(ready.Select(r => r.Slot), Is.Unique, where);
                foreach (Ready r in ready)
                {
                    bool read = bench.Pairs[r.Slot].Listen() == 1;
                    Assert.That(read, Is.EqualTo(unread.Remove(r.Slot)), $"slot {r.Slot}, {where}");
                    bench.Poller.Touch(r.Slot, nowMs: 1000 + turn);
                }
            }

            int all = bench.Poller.HotCount + bench.Poller.ParkedCount;
            Assert.That(all, Is.EqualTo(connections), $"seed {seed}, turn {turn}");
        }
    }

    /// <summary>Two connections parked at 1,000 ms; bytes then wake the second one.</summary>
    private static PollerBench WakeOneOfTwo()
    {
        var bench = new PollerBench(new ParkingRule(0, 100, 64), 2);
        bench.Poller.ParkSilent(1000);
        bench.Pairs[1].Speak();
        bench.PollUntilReadable();
        bench.Pairs[1].Listen();
        return bench;
    }
}
