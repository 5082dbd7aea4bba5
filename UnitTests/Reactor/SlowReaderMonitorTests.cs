using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Reactor;

namespace UnitTests.Reactor;

/// <summary>Exactly when a slow reader is closed, and which one.</summary>
internal sealed class SlowReaderMonitorTests
{
    private const int Slice = ConnectionBench.SliceBytes;

    private ConnectionBench _bench = null!;

    [SetUp]
    public void Start() => Open(ConnectionBench.NoLimits);

    [TearDown]
    public void Stop() => _bench.Dispose();

    [TestCase(1, 0)]
    [TestCase(2, 0)]
    [TestCase(3, 1)]
    [TestCase(4, 2)]
    public void Total_ring_limit_is_exact(int readers, int closed)
    {
        Open(ConnectionBench.NoLimits with { RingBytes = 2 * Slice });
        Connection[] all = WaitForEach(readers);
        _bench.SlowReaders.Enforce();
        Assert.That(all.Count(static c => c.OutputTruncated), Is.EqualTo(closed));
    }

    [TestCase(1, 0)]
    [TestCase(2, 0)]
    [TestCase(3, 1)]
    public void Kernel_buffer_counts_for_each_reader(int readers, int closed)
    {
        Open(ConnectionBench.NoLimits with { TotalBytes = 2 * (Slice + 1000), KernelBytes = 1000 });
        Connection[] all = WaitForEach(readers);
        Assert.That(_bench.SlowReaders.HeldBytes, Is.EqualTo(readers * (Slice + 1000)));
        _bench.SlowReaders.Enforce();
        Assert.That(all.Count(static c => c.OutputTruncated), Is.EqualTo(closed));
    }

    [Test]
    public void Reused_slot_starts_without_pending_output()
    {
        Open(ConnectionBench.NoLimits with { StallMs = 1000 });
        Connection first = _bench.Connect();
        _bench.Wait(first, 10);
        _bench.Release(first);
        Connection second = _bench.Connect();
        Assert.That(second.Slot, Is.EqualTo(first.Slot));
        _bench.Wait(second, 20);
        Assert.That(_bench.SlowReaders.WaitingBytes, Is.EqualTo(20));
        Assert.That(_bench.SlowReaders.HeldBytes, Is.EqualTo(Slice));
        _bench.Pass(999);
        Assert.That(second.IsOpen, Is.True);
        _bench.Pass(1);
        Assert.That(second.CloseReason, Is.EqualTo(CloseReason.TooSlow));
    }

    [Test]
    public void Taken_output_no_longer_counts()
    {
        Open(ConnectionBench.NoLimits with { RingBytes = 2 * Slice, KernelBytes = 10 });
        Connection first = _bench.Connect();
        for (int i = 0; i < 5; i++)
        {
            _bench.Wait(first, Slice);
            _bench.Wait(first, 1);
            _bench.Take(first, Slice + 1);
        }

        Assert.That(_bench.SlowReaders.HeldBytes, Is.Zero);
        Assert.That(_bench.SlowReaders.WaitingBytes, Is.Zero);
        Connection second = _bench.Connect();
        _bench.Wait(second, 2 * Slice);
        _bench.SlowReaders.Enforce();
        Assert.That(second.OutputTruncated, Is.False, "there is room for all of it");
    }

    [Test]
    public void Of_equal_readers_the_one_without_progress_for_longest_is_closed()
    {
        Open(ConnectionBench.NoLimits with { RingBytes = 2 * Slice });
        Connection first = _bench.Connect();
        Connection second = _bench.Connect();
        Connection third = _bench.Connect();
        _bench.Wait(first, Slice);
        _bench.Pass(10);
        _bench.Wait(second, Slice);
        _bench.Pass(10);
        _bench.Take(first, 1);
        _bench.Pass(10);
        _bench.Wait(third, Slice);
        _bench.SlowReaders.Enforce();
        Assert.That(
            (first.OutputTruncated, second.OutputTruncated, third.OutputTruncated), Is.EqualTo(
                (false, true, false)));
    }

    [Test]
    public void Largest_slow_reader_is_closed_and_its_lost_bytes_are_counted()
    {
        Open(ConnectionBench.NoLimits with { RingBytes = 4 * Slice });
        Connection small = _bench.Connect();
        Connection large = _bench.Connect();
        _bench.Wait(small, Slice);
        _bench.Wait(large, (3 * Slice) + 1);
        _bench.SlowReaders.Enforce();
        Assert.That((small.OutputTruncated, large.OutputTruncated), Is.EqualTo((false, true)));
        Assert.That(large.CloseReason, Is.EqualTo(CloseReason.TooSlow));
        Assert.That(large.LostBytes, Is.EqualTo((3 * Slice) + 1));
        Assert.That(_bench.Stats.DiscardedBytes, Is.EqualTo((3 * Slice) + 1));
        Assert.That(_bench.SlowReaders.WaitingBytes, Is.EqualTo(Slice));
    }

    [TestCase(59, false)]
    [TestCase(60, true)]
    public void Reader_without_progress_is_closed_after_the_stall_time(int ms, bool isClosed)
    {
        Open(ConnectionBench.NoLimits with { StallMs = 60 });
        Connection reader = _bench.Connect();
        _bench.Wait(reader, 10);
        _bench.Pass(20);
        _bench.Wait(reader, 10);
        _bench.Pass(20);
        _bench.SlowReaders.Note(reader);
        _bench.Pass(ms - 40);
        Assert.That(reader.IsOpen, Is.EqualTo(!isClosed), "more output is no progress");
    }

    [TestCase(59, false)]
    [TestCase(60, true)]
    public void One_taken_byte_restarts_the_stall_time(int ms, bool isClosed)
    {
        Open(ConnectionBench.NoLimits with { StallMs = 60 });
        Connection reader = _bench.Connect();
        _bench.Wait(reader, 10);
        _bench.Pass(50);
        _bench.Take(reader, 1);
        _bench.Pass(ms);
        Assert.That(reader.IsOpen, Is.EqualTo(!isClosed));
    }

    [TestCase(99, 30, false)]
    [TestCase(100, 29, false)]
    [TestCase(100, 30, true)]
    [TestCase(101, 30, true)]
    public void Reader_above_the_byte_limit_is_closed_after_the_slow_time(
        int bytes, int ms, bool isClosed)
    {
        Open(ConnectionBench.NoLimits with { SlowBytes = 100, SlowMs = 30 });
        Connection reader = _bench.Connect();
        _bench.Wait(reader, bytes);
        _bench.Pass(20);
        _bench.SlowReaders.Note(reader);
        _bench.Pass(ms - 20);
        Assert.That(reader.IsOpen, Is.EqualTo(!isClosed), "a repeated report has no effect");
    }

    [Test]
    public void Reader_without_pending_output_has_no_timer()
    {
        Open(ConnectionBench.NoLimits with { StallMs = 60 });
        Connection reader = _bench.Connect();
        _bench.Wait(reader, 10);
        Assert.That(_bench.Timers.Count, Is.EqualTo(1));
        _bench.Take(reader, 10);
        Assert.That(_bench.Timers.Count, Is.Zero);
        _bench.Pass(50);
        _bench.Wait(reader, 10);
        _bench.Pass(59);
        Assert.That(reader.IsOpen, Is.True, "the time restarts");
        _bench.Pass(1);
        Assert.That(reader.IsOpen, Is.False, "the restarted time ends");
    }

    private void Open(SlowReaderLimits limits)
    {
        _bench?.Dispose();
        _bench = new ConnectionBench(limits);
    }

    private Connection[] WaitForEach(int readers)
    {
        Connection[] all = [.. Enumerable.Range(0, readers).Select(_ => _bench.Connect())];
        Array.ForEach(all, c => _bench.Wait(c, Slice));
        return all;
    }
}
