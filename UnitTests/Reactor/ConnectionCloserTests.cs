using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Feeds;
using EventLoopServer.Observability;
using EventLoopServer.Threading;
using EventLoopServer.Transport;

namespace UnitTests.Reactor;

/// <summary>The end of a connection, step by step.</summary>
internal sealed class ConnectionCloserTests
{
    private const int LingerMs = 2000;
    private const int LingerBytes = 64 * 1024;
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
    public void The_first_reason_counts()
    {
        _bench.CloseQueue.RequestClose(_alice, CloseReason.Flood);
        _bench.CloseQueue.RequestClose(_alice, CloseReason.Quit);
        _bench.CloseQueue.ConnectionLost(_alice);
        Close();
        Assert.That(_alice.CloseReason, Is.EqualTo(CloseReason.Flood));
        Assert.That(_consumer.Reasons, Is.EqualTo(new[] { CloseReason.Flood }), "told once");
    }

    [TestCase(LingerMs - 1, false)]
    [TestCase(LingerMs, true)]
    public void A_peer_that_never_closes_is_waited_for_so_long(int ms, bool isClosed)
    {
        _bench.CloseQueue.RequestClose(_alice, CloseReason.Quit);
        Close();
        _bench.Pass(ms);
        Assert.That(_alice.State >= ConnectionState.Disposed, Is.EqualTo(isClosed));
    }

    [TestCase((LingerMs / 10) - 1, false)]
    [TestCase(LingerMs / 10, true)]
    public void A_server_that_stops_waits_a_tenth_of_that(int ms, bool isClosed)
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
    public void A_peer_that_goes_on_sending_is_read_up_to_so_many_bytes(int bytes, bool isClosed)
    {
        _bench.CloseQueue.RequestClose(_alice, CloseReason.Quit);
        Close();
        _bench.Closer.Discard(_alice, bytes - 100);
        Assert.That(_alice.State, Is.EqualTo(ConnectionState.Lingering));
        _bench.Closer.Discard(_alice, 100);
        Assert.That(_alice.State >= ConnectionState.Disposed, Is.EqualTo(isClosed));
    }

    [TestCase(FlushMs - 1, false)]
    [TestCase(FlushMs, true)]
    public void Output_that_nobody_takes_is_waited_for_so_long(int ms, bool isClosed)
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
    public void A_peer_that_has_closed_already_is_not_waited_for()
    {
        _alice.InputEnded = true;
        _bench.CloseQueue.RequestClose(_alice, CloseReason.PeerClosed);
        Close();
        Assert.That(_alice.State, Is.EqualTo(ConnectionState.Released));
        Assert.That(_bench.Stats.Closed, Is.EqualTo(1));
    }

    [Test]
    public void A_closed_connection_leaves_no_timer()
    {
        _alice = _bench.Connect(peerReceiveBytes: 1024);
        _alice.Consumer = _consumer;
        _bench.Wait(_alice, 10);
        _bench.Flusher.SendPending(_alice);
        Assert.That(_alice.IsSendPaused, Is.True, "it has just been sent something");
        _bench.CloseQueue.ConnectionLost(_alice);
        Close();
        Assert.That(_alice.State, Is.EqualTo(ConnectionState.Released));
        Assert.That(_bench.Timers.Count, Is.Zero);
    }

    [Test]
    public void A_torn_connection_is_not_written_any_more_and_its_output_is_counted()
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
    public void A_connection_that_missed_a_message_is_told_nothing_that_came_before_its_end()
    {
        Reply();
        _bench.PartialSends.TooSlow(_alice, torn: false, lost: 5);
        _consumer.IsClosing = Reply;
        Close();
        Assert.That(ConnectionBench.WireOf(_alice).TakeOutbound(), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_flush_before_its_end_sends_nothing_to_a_connection_that_missed_a_message()
    {
        _bench.PartialSends.TooSlow(_alice, torn: false, lost: 5);
        Reply();
        _bench.Flusher.Flush();
        Assert.That(ConnectionBench.WireOf(_alice).TakeOutbound(), Is.Empty);
    }

    [Test]
    public void A_fault_while_it_leaves_takes_it_out_of_every_feed_all_the_same()
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
    public void A_fault_in_the_timer_of_a_close_frees_the_slot_once()
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
    public void A_connection_with_an_operation_under_way_keeps_its_place()
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
    public void Output_for_a_released_connection_is_sent_to_nobody(bool isFeed, bool isReused)
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
    public void What_was_sent_in_a_turn_is_not_followed_by_another_send_in_it()
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

    /// <summary>The rest of a turn.</summary>
    private void Close()
    {
        _bench.Closer.Begin();
        _bench.Flusher.Flush();
        _bench.Closer.Continue();
        _bench.Closer.Release();
    }
}
