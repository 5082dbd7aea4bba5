using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Feeds;
using EventLoopServer.Observability;
using EventLoopServer.Threading;
using EventLoopServer.Transport;

namespace UnitTests.Reactor;

/// <summary>How a connection is closed, step by step.</summary>
internal sealed class ConnectionCloserTests
{
    private const int LingerMs = 2000;
    private const int LingerBytes = 64 * 1024;
    private const int LingerBodyMs = 30_000;
    private const int FlushMs = 5000;

    private ConnectionBench _bench = null!;
    private ClosingConsumer _consumer = null!;
    private Connection _alice = null!;

    [SetUp]
    public void Start()
    {
        _bench = new ConnectionBench(ConnectionBench.NoLimits);
        _consumer = new ClosingConsumer();
        _alice = _bench.Connect();
        _alice.Consumer = _consumer;
    }

    [TearDown]
    public void Stop() => _bench.Dispose();

    [Test]
    public void First_close_reason_wins()
    {
        _bench.CloseQueue.RequestClose(_alice, CloseReason.Flood);
        _bench.CloseQueue.RequestClose(_alice, CloseReason.Quit);
        _bench.CloseQueue.ConnectionLost(_alice);
        Close();
        Assert.That(_alice.CloseReason, Is.EqualTo(CloseReason.Flood));
        Assert.That(_consumer.Reasons, Is.EqualTo(new[] { CloseReason.Flood }), "reported once");
    }

    [TestCase(LingerMs - 1, false)]
    [TestCase(LingerMs, true)]
    public void Peer_that_never_closes_is_closed_after_2_s(int ms, bool isClosed)
    {
        _bench.CloseQueue.RequestClose(_alice, CloseReason.Quit);
        Close();
        _bench.Pass(ms);
        Assert.That(_alice.State >= ConnectionState.Disposed, Is.EqualTo(isClosed));
    }

    [TestCase((LingerMs / 10) - 1, false)]
    [TestCase(LingerMs / 10, true)]
    public void Stopping_server_waits_a_tenth_of_the_linger_time(int ms, bool isClosed)
    {
        _bench.Closer.IsHurried = true;
        _bench.CloseQueue.RequestClose(_alice, CloseReason.ServerStops);
        Close();
        _bench.Pass(ms);
        Assert.That(_alice.State >= ConnectionState.Disposed, Is.EqualTo(isClosed));
    }

    [TestCase(LingerBytes - 1, false)]
    [TestCase(LingerBytes, false)]
    [TestCase(LingerBytes + 1, true)]
    public void Closing_connection_discards_up_to_64_KiB_of_input(int bytes, bool isClosed)
    {
        _bench.CloseQueue.RequestClose(_alice, CloseReason.Quit);
        Close();
        _bench.Closer.Discard(_alice, bytes - 100);
        Assert.That(_alice.State, Is.EqualTo(ConnectionState.Lingering));
        _bench.Closer.Discard(_alice, 100);
        Assert.That(_alice.State >= ConnectionState.Disposed, Is.EqualTo(isClosed));
    }

    [TestCase(LingerBytes + 1_000_000, false)]
    [TestCase(LingerBytes + 1_000_001, true)]
    public void Refused_body_is_discarded_in_addition(int bytes, bool isClosed)
    {
        _alice.UnreadBodyBytes = 1_000_000;
        _bench.CloseQueue.RequestClose(_alice, CloseReason.Quit);
        Close();
        _bench.Closer.Discard(_alice, bytes);
        Assert.That(_alice.State >= ConnectionState.Disposed, Is.EqualTo(isClosed));
    }

    [TestCase(LingerBodyMs - 1, false, false)]
    [TestCase(LingerBodyMs, false, true)]
    [TestCase(LingerMs / 10, true, true)]
    public void Refused_body_is_discarded_for_30_s(int ms, bool stops, bool isClosed)
    {
        _alice.UnreadBodyBytes = 1;
        _bench.Closer.IsHurried = stops;
        _bench.CloseQueue.RequestClose(_alice, CloseReason.Quit);
        Close();
        _bench.Pass(ms);
        Assert.That(_alice.State >= ConnectionState.Disposed, Is.EqualTo(isClosed));
    }

    [TestCase(FlushMs - 1, false)]
    [TestCase(FlushMs, true)]
    public void Untaken_output_delays_a_close_for_5_s(int ms, bool isClosed)
    {
        _bench.Wait(_alice, 10);
        _bench.CloseQueue.RequestClose(_alice, CloseReason.Quit);
        Close();
        Assert.That(_alice.State, Is.EqualTo(ConnectionState.Flushing));
        _bench.Pass(ms);
        Assert.That(_alice.State >= ConnectionState.Disposed, Is.EqualTo(isClosed));
        Assert.That(ConnectionBench.WireOf(_alice).EndsWithReset, Is.EqualTo(isClosed));
        Assert.That(_alice.LostBytes, Is.EqualTo(isClosed ? 10 : 0));
        Assert.That(_bench.Stats.DiscardedBytes, Is.EqualTo(_alice.LostBytes));
    }

    [Test]
    public void Peer_that_has_already_closed_is_released_at_once()
    {
        _alice.InputEnded = true;
        _bench.CloseQueue.RequestClose(_alice, CloseReason.PeerClosed);
        Close();
        Assert.That(_alice.State, Is.EqualTo(ConnectionState.Released));
        Assert.That(_bench.Stats.Closed, Is.EqualTo(1));
    }

    [Test]
    public void Closed_connection_leaves_no_timer()
    {
        _alice = _bench.Connect(peerReceiveBytes: 1024);
        _alice.Consumer = _consumer;
        _bench.Wait(_alice, 10);
        _bench.Flusher.SendPending(_alice);
        Assert.That(_alice.IsSendPaused, Is.True, "a send has just started the pause");
        _bench.CloseQueue.ConnectionLost(_alice);
        Close();
        Assert.That(_alice.State, Is.EqualTo(ConnectionState.Released));
        Assert.That(_bench.Timers.Count, Is.Zero);
    }

    [Test]
    public void Aborted_connection_is_not_polled_for_writing_and_its_output_is_counted_as_lost()
    {
        _bench.Wait(_alice, 10);
        _bench.Poller.WantWrite(_alice.Slot, true);
        _bench.CloseQueue.Abort(_alice, CloseReason.TooSlow);
        _bench.Closer.Begin();
        Assert.That(_bench.Poller.Writers, Is.Empty);
        Assert.That(_bench.SlowReaders.WaitingBytes, Is.Zero);
        Assert.That(_alice.LostBytes, Is.EqualTo(10));
    }

    [Test]
    public void Connection_with_a_skipped_message_gets_only_its_goodbye_text()
    {
        Reply();
        _bench.PartialSends.TooSlow(_alice, torn: false, lost: 5);
        _consumer.IsClosing = Reply;
        Close();
        Assert.That(ConnectionBench.WireOf(_alice).TakeOutbound(), Has.Length.EqualTo(1));
    }

    [Test]
    public void Flush_sends_nothing_to_a_connection_with_a_skipped_message()
    {
        _bench.PartialSends.TooSlow(_alice, torn: false, lost: 5);
        Reply();
        _bench.Flusher.Flush();
        Assert.That(ConnectionBench.WireOf(_alice).TakeOutbound(), Is.Empty);
    }

    [Test]
    public void Fault_during_a_close_still_unsubscribes_every_feed()
    {
        var feed = new TurnFeed();
        _bench.Output.Subscribe(_alice.Plan, feed);
        _consumer.IsClosing = static () => throw new InvalidOperationException("a fault");
        _bench.CloseQueue.RequestClose(_alice, CloseReason.Quit);
        Close();
        Assert.That(feed.Count, Is.Zero);
        Assert.That(_consumer.Faults, Is.EqualTo(1));
    }

    [Test]
    public void Fault_in_a_close_timer_frees_the_slot_once()
    {
        _bench.Wait(_alice, 10);
        _bench.CloseQueue.RequestClose(_alice, CloseReason.Quit);
        Close();
        Assert.That(_alice.State, Is.EqualTo(ConnectionState.Flushing));
        _alice.CloseTimer!.Failed(new InvalidOperationException("a fault"));
        Close();
        Assert.That(_alice.State, Is.EqualTo(ConnectionState.Released));
        Assert.That(_bench.Connect().Slot, Is.EqualTo(_alice.Slot));
        Assert.That(_bench.Connect().Slot, Is.Not.EqualTo(_alice.Slot));
    }

    [Test]
    public void Connection_with_a_pending_operation_keeps_its_slot()
    {
        using var operation = new ReceiveOperation(
            new Slice(new byte[16], Offset: 0, Length: 16, Index: 0),
            new Mailbox());
        _alice.InputEnded = true;
        _alice.Pended = operation;
        _bench.CloseQueue.RequestClose(_alice, CloseReason.PeerClosed);
        Close();
        Assert.That(_alice.State, Is.EqualTo(ConnectionState.Disposed));
        _alice.Pended = null;
        _bench.Closer.Release();
        Assert.That(_alice.State, Is.EqualTo(ConnectionState.Released));
    }

    [TestCase(false, false, Description = "a reply, and the slot is free")]
    [TestCase(false, true, Description = "a reply, and the slot is used again")]
    [TestCase(true, false, Description = "a feed, and the slot is free")]
    [TestCase(true, true, Description = "a feed, and the slot is used again")]
    public void Output_for_a_released_connection_is_discarded(bool isFeed, bool isReused)
    {
        var feed = new TurnFeed();
        _bench.Release(_alice);
        Connection? next = isReused ? _bench.Connect() : null;
        Assert.That(next?.Slot ?? _alice.Slot, Is.EqualTo(_alice.Slot));
        if (isFeed)
        {
            _bench.Output.Subscribe(_alice.Plan, feed);
            _bench.Output.Space(feed, 1);
            _bench.Output.Commit(feed, 1, _bench.Output.NextOrdinal());
        }
        else
        {
            Reply();
        }

        _bench.Flusher.Flush();
        Assert.That(_bench.Stats.Sends, Is.Zero);
        Assert.That(_bench.Output.IsEmpty, Is.True);
    }

    [Test]
    public void Drain_does_not_send_again_in_the_turn_of_a_flush()
    {
        ConnectionBench.WireOf(_alice).Window = 1;
        Reply();
        Reply();
        _bench.Flusher.Flush();
        ConnectionBench.WireOf(_alice).Window = 100;
        _bench.Flusher.Drain(_alice);
        Assert.That(ConnectionBench.WireOf(_alice).TakeOutbound(), Has.Length.EqualTo(1));
        _bench.Flusher.Flush();
        _bench.Flusher.Drain(_alice);
        Assert.That(ConnectionBench.WireOf(_alice).TakeOutbound(), Has.Length.EqualTo(1));
    }

    private void Reply()
    {
        _bench.Output.Replies.Space(1);
        _bench.Output.Reply(_alice.Plan, 1);
    }

    /// <summary>Runs the remaining phases of a turn.</summary>
    private void Close()
    {
        _bench.Closer.Begin();
        _bench.Flusher.Flush();
        _bench.Closer.Continue();
        _bench.Closer.Release();
    }
}
