using EventLoopServer.Polling;
using UnitTests.Support;
using UnitTests.Threading;

namespace UnitTests.Polling;

/// <summary>Hot connections: what Select lists, what ends a sleep, and the cost.</summary>
internal sealed class SelectPollerTests
{
    /// <summary>Nanoseconds of a turn for which one more connection is polled.</summary>
    private const long NsPerOther = 800;

    private static readonly ParkingRule s_never = new(ParkingRule.Never, 0, 64);

    [Test]
    public void Hot_socket_with_bytes_is_listed()
    {
        using var bench = new PollerBench(s_never, 3);
        Assert.That(bench.Look(0), Is.Empty);
        bench.Pairs[1].Speak();
        Assert.That(bench.Look(0), Is.EqualTo(new[] { new Ready(1, ReadyKind.Listed) }));
        Assert.That(
            bench.Look(PollerBench.PatienceMs),
            Is.EqualTo(new[] { new Ready(1, ReadyKind.Listed) }),
            "nobody has read it: a wait that could sleep finds it too");
        bench.Pairs[1].Listen();
        Assert.That(bench.Look(0), Is.Empty);
    }

    [Test]
    public void Connection_that_does_not_want_to_read_is_not_listed()
    {
        using var bench = new PollerBench(s_never, 2);
        bench.Pairs[0].Speak();
        bench.Poller.WantRead(0, false, nowMs: 5);
        bench.Poller.WantRead(0, false, nowMs: 5);
        Assert.That(bench.Look(0), Is.Empty);
        Assert.That(bench.Poller.HotCount, Is.EqualTo(1));
        bench.Poller.WantRead(0, true, nowMs: 6);
        bench.Poller.WantRead(0, true, nowMs: 6);
        Assert.That(bench.Poller.HotCount, Is.EqualTo(2));
        Assert.That(bench.Look(0), Is.EqualTo(new[] { new Ready(0, ReadyKind.Listed) }));
    }

    [Test]
    public void Unwatched_connection_is_idle_and_its_slot_can_be_reused()
    {
        using var bench = new PollerBench(s_never, 2);
        using var other = new SocketPair();
        bench.Pairs[0].Speak();
        bench.Poller.WantWrite(0, true);
        bench.Poller.Unwatch(0);
        Assert.That(bench.Poller.IsIdle(0), Is.True, "nothing of it is under way");
        bench.Pairs[0].Socket.Dispose();
        Assert.That(bench.Look(0), Is.Empty);
        Assert.That(bench.Poller.Writable.Length, Is.Zero);
        bench.Poller.WantRead(0, true, nowMs: 9);
        Assert.That(bench.Poller.HotCount, Is.EqualTo(1), "who is not watched cannot want");
        bench.Poller.Watch(0, other, nowMs: 10);
        other.Speak();
        Assert.That(bench.Look(0), Is.EqualTo(new[] { new Ready(0, ReadyKind.Listed) }));
    }

    [Test]
    public void Connection_that_wants_to_write_is_listed_when_it_can()
    {
        using var bench = new PollerBench(s_never, 3);
        bench.Pairs[2].FillUp();
        bench.Poller.WantWrite(1, true);
        bench.Poller.WantWrite(2, true);
        bench.Poller.WantWrite(2, true);
        bench.Look(0);
        Assert.That(bench.Poller.Writable.ToArray(), Is.EqualTo((int[])[1]), "2 is full");
        bench.Poller.WantWrite(1, false);
        bench.Look(0);
        Assert.That(bench.Poller.Writable.Length, Is.Zero);
        byte[] bytes = new byte[1 << 20];
        while (bench.Poller.Writable.Length == 0)
        {
            Assert.That(bench.Pairs[2].Far.Receive(bytes), Is.Positive);
            bench.Look(0);
        }

        Assert.That(bench.Poller.Writable.ToArray(), Is.EqualTo((int[])[2]));
        bench.Look(PollerBench.PatienceMs);
        Assert.That(bench.Poller.Writable.ToArray(), Is.EqualTo((int[])[2]), "it ends a sleep");
    }

    [Test]
    public void Connection_that_does_not_want_to_read_can_still_write()
    {
        using var bench = new PollerBench(s_never, 1);
        bench.Pairs[0].Speak();
        bench.Poller.WantRead(0, false, nowMs: 1);
        bench.Poller.WantWrite(0, true);
        Assert.That(bench.Look(PollerBench.PatienceMs), Is.Empty);
        Assert.That(bench.Poller.Writable.ToArray(), Is.EqualTo((int[])[0]));
    }

    [TestCase(78)]
    [TestCase(79)]
    [TestCase(80)]
    [TestCase(143)]
    [TestCase(144)]
    [TestCase(400)]
    public void Rotation_polls_every_part_of_a_long_list(int connections)
    {
        const int othersPerTurn = 16;
        using var bench = new PollerBench(s_never, connections);
        for (int slot = 0; slot < connections; slot++)
        {
            bench.Pairs[slot].Speak();
            bench.Poller.WantWrite(slot, true);
        }

        foreach (int timeoutMs in new[] { 0, PollerBench.PatienceMs })
        {
            var readable = new HashSet<int>();
            var writable = new HashSet<int>();
            for (int turn = 0; turn * othersPerTurn < connections; turn++)
            {
                Ready[] ready = bench.Look(timeoutMs);
                Assert.That(ready.Select(r => r.Slot), Is.Unique);
                readable.UnionWith(ready.Select(r => r.Slot));
                writable.UnionWith(bench.Poller.Writable.ToArray());
            }

            Assert.That(
                readable, Has.Count.EqualTo(connections), $"read, timeout {timeoutMs} ms");
            Assert.That(
                writable, Has.Count.EqualTo(connections), $"written, timeout {timeoutMs} ms");
        }
    }

    [Test]
    public void More_connections_are_polled_after_a_long_turn()
    {
        const int connections = 400;
        using var bench = new PollerBench(s_never, connections);
        Array.ForEach(bench.Pairs, static p => p.Speak());
        Assert.That(bench.Look(0), Has.Length.LessThan(connections), "a turn that did nothing");
        bench.Stats.CountTurn(connections * NsPerOther);
        Assert.That(bench.Look(0), Has.Length.EqualTo(connections));
    }

    [Test]
    public void Rotation_restarts_when_the_list_shrinks()
    {
        const int connections = 300;
        using var bench = new PollerBench(s_never, connections);
        bench.Stats.CountTurn(160 * NsPerOther);
        bench.Look(0);
        for (int slot = 100; slot < connections; slot++)
        {
            bench.Poller.WantRead(slot, false, nowMs: 1);
        }

        bench.Pairs[0].Speak();
        Assert.That(bench.Look(PollerBench.PatienceMs).Select(r => r.Slot), Is.EqualTo((int[])[0]));
    }

    [Test]
    public void Short_wait_finds_the_next_sender_among_many_silent_connections()
    {
        using var bench = new PollerBench(s_never, 300);
        bench.Poller.Touch(7, nowMs: 2000);
        bench.Pairs[7].Speak();
        Assert.That(bench.Look(-1).Select(r => r.Slot), Is.EqualTo((int[])[7]), "one who spoke");
        bench.Pairs[7].Listen();
        bench.Pairs[250].Speak();
        Assert.That(
            bench.PollUntilReadable().Select(r => r.Slot), Is.EqualTo((int[])[250]), "another");
        bench.Pairs[250].Listen();
        bool delivered = false;
        bench.Mailbox.Post(new TestNode(0, 0, _ => delivered = true));
        bench.Look(-1);
        Assert.That(delivered, Is.True, "a letter ends a doze or keeps it from beginning");
    }

    [Test]
    public void Most_recent_sender_is_polled_in_every_turn()
    {
        using var bench = new PollerBench(s_never, 1000);
        Array.ForEach(bench.Pairs, static p => p.Speak());
        bench.Poller.Touch(500, nowMs: 2000);
        for (int turn = 0; turn < 20; turn++)
        {
            Assert.That(bench.Look(0).Select(r => r.Slot), Has.Member(500), $"turn {turn}");
        }
    }

    [Test]
    public void Writable_connection_among_many_is_listed_once()
    {
        using var bench = new PollerBench(s_never, 100);
        bench.Poller.WantWrite(7, true);
        Assert.That(bench.Look(PollerBench.PatienceMs), Is.Empty);
        Assert.That(bench.Poller.Writable.ToArray(), Is.EqualTo((int[])[7]));
    }

    [Test]
    public void Poll_of_two_hundred_finds_all_ready_sockets_and_allocates_nothing()
    {
        const int connections = 200;
        using var bench = new PollerBench(s_never, connections);
        int[] ready = [.. Enumerable.Range(0, connections).Where(i => i % 7 == 3)];
        Array.ForEach(ready, i => bench.Pairs[i].Speak());
        bench.Stats.CountTurn(connections * NsPerOther);
        Assert.That(bench.Look(0).Select(r => r.Slot), Is.EquivalentTo(ready));
        for (int i = 0; i < 200; i++)
        {
            bench.Poller.Wait(0);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            bench.Stats.CountTurn(connections * NsPerOther);
            bench.Poller.Wait(0);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(allocated, Is.Zero, "a stretch is too long for Select's stack: shorten it");
        Assert.That(bench.Poller.Readable.Length, Is.EqualTo(ready.Length));
    }

    [Test]
    public void New_connection_ends_a_sleep()
    {
        using var bench = new PollerBench(s_never, 1);
        using var listener = new TestListener();
        bench.Poller.WatchListener(listener);
        using var guest = listener.Arrive();
        Assert.That(bench.Look(-1), Is.Empty, "it ends the sleep and is asked by the acceptor");
        Assert.That(bench.Poller.HasArrivals, Is.True);
        bench.Poller.UnwatchListener(listener);
        bench.Look(0);
        Assert.That(bench.Poller.HasArrivals, Is.False, "nobody asks it any more");
        bench.Pairs[0].Speak();
        Assert.That(bench.Look(-1).Length, Is.EqualTo(1));
    }

    [Test]
    public void Post_from_another_thread_ends_a_sleep([Values(1, 200)] int connections)
    {
        using var bench = new PollerBench(s_never, connections);
        for (int round = 0; round < 50; round++)
        {
            bool delivered = false;
            var node = new TestNode(0, round, _ => delivered = true);
            var poster = new Thread(() => bench.Mailbox.Post(node));
            poster.Start();
            bench.PollUntil(() => delivered);
            poster.JoinInTime();
            Assert.That(delivered, Is.True, $"round {round}: the sleeper was not woken");
        }
    }

    [Test]
    public void Sockets_are_polled_while_the_mailbox_is_never_empty()
    {
        using var bench = new PollerBench(s_never, 2);
        bench.Pairs[1].Speak();
        bench.Mailbox.Post(new TestNode(0, 0, static _ => { }));
        Assert.That(
            bench.Look(PollerBench.PatienceMs),
            Is.EqualTo(new[] { new Ready(1, ReadyKind.Listed) }),
            "a turn that does not sleep has to look at least");
    }

    [Test]
    public void Sleep_ends_after_its_timeout()
    {
        using var bench = new PollerBench(s_never, 1);
        Assert.That(bench.Look(1), Is.Empty);
        Assert.That(bench.Mailbox.TryPrepareToSleep(), Is.True, "it is awake again");
    }
}
