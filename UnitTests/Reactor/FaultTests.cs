using System.Text;
using EventLoopServer.Buffers;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using EventLoopServer.Transport;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Reactor;

/// <summary>Network faults, one at a time, on a simulated network.</summary>
internal sealed class FaultTests
{
    private SimServer _server = null!;

    [SetUp]
    public void Start() => _server = new SimServer(new ServerOptions { RingBytes = 64 * 1024 });

    [TearDown]
    public void Every_connection_and_slice_is_released()
    {
        _server.Server.Stop();
        _server.Settle();
        _server.Pass(60_000);
        Assert.That(_server.Server.Connections, Is.Zero, "a connection was never released");
        _server.Dispose();
        Assert.That(_server.Server.Slab.Rented, Is.Zero, "a slice was never returned");
    }

    [Test]
    public void Input_split_into_pieces_of_any_size_means_the_same([Range(1, 7)] int piece)
    {
        SimTransport alice = Named("alice");
        SimTransport bob = Named("bob");
        bob.ReadPiece = piece;
        Write(bob, "hällo\n/me wäves\nbye\n");
        _server.Settle();
        Assert.That(
            Read(alice),
            Is.EqualTo($"{TextLine.Joined("bob")}\nbob: hällo\n* bob wäves\nbob: bye\n"));
    }

    [Test]
    public void Pending_receive_keeps_its_slice_and_completes()
    {
        SimTransport alice = Named("alice");
        SimTransport bob = Named("bob");
        bob.PendNext = true;
        Write(bob, "still here\n");
        _server.RunOneTurn();
        Assert.That(_server.Server.Stats.PendedReceives, Is.EqualTo(1));
        _server.Settle();
        Assert.That(Read(alice), Does.EndWith("bob: still here\n"));
    }

    [Test]
    public void Wake_up_during_a_pending_receive_reads_nothing()
    {
        _server.Dispose();
        _server = new SimServer(network: new SimNetwork
        {
            MakePoller = static (rule, stats) => new DoublingPoller(rule, stats),
        });
        SimTransport alice = Named("alice");
        SimTransport bob = Named("bob");
        Read(alice);
        bob.PendTurns = 2;
        Write(bob, "in order\n");
        _server.RunOneTurn();
        Assert.That(Read(alice), Is.Empty, "these bytes belong to the pending receive");
        _server.Settle();
        _server.Settle();
        Assert.That(Read(alice), Is.EqualTo("bob: in order\n"));
    }

    [Test]
    public void One_receive_operation_serves_all_readable_connections()
    {
        List<SimTransport> wires = [.. Enumerable.Range(0, 20).Select(i => Named($"p{i}"))];
        wires.ForEach(static wire => Write(wire, "/ping\n"));
        _server.RunOneTurn();
        Assert.That(
            wires.TrueForAll(static w => Read(w).EndsWith($"{TextLine.Pong()}\n")), Is.True);
        Assert.That(_server.Server.ReceiveOperations, Is.EqualTo(1));
    }

    [Test]
    public void Pending_receive_outlives_the_close_of_its_connection()
    {
        Named("alice");
        SimTransport bob = Named("bob");
        bob.PendNext = true;
        Write(bob, "/quit\n");
        _server.RunOneTurn();
        bob.Reset();
        _server.Settle();
        Assert.That(bob.IsDisposed, Is.True);
        Assert.That(_server.Server.Connections, Is.EqualTo(1));
    }

    [Test]
    public void Burst_is_served_in_parts_and_delays_no_other_client()
    {
        SimTransport bob = Named("bob");
        SimTransport alice = Named("alice");
        Read(bob);
        Write(bob, string.Concat(Enumerable.Repeat("/ping\n", 500)));
        Write(alice, "/ping\n");
        _server.RunOneTurn();
        string first = Read(bob);
        Assert.That(
            Read(alice), Is.EqualTo($"{TextLine.Pong()}\n"), "one request waits for no burst");
        Assert.That(first.Split('\n'), Has.Length.EqualTo(65), "a turn runs 64 requests");
        _server.RunOneTurn();
        Assert.That(
            _server.Network.Poller.LastTimeoutMs, Is.Zero, "who has more waits for no wake-up");
        _server.Settle();
        Assert.That(
            first + Read(bob),
            Is.EqualTo(string.Concat(Enumerable.Repeat($"{TextLine.Pong()}\n", 500))));
    }

    [Test]
    public void Reset_is_reported_to_other_members_as_a_lost_connection()
    {
        SimTransport alice = Named("alice");
        SimTransport bob = Named("bob");
        bob.Reset();
        _server.Settle();
        Assert.That(Read(alice), Is.EqualTo($"{TextLine.Joined("bob")}\n"
            + $"{TextLine.Left("bob", GoodbyeSentences.OthersLost)}\n"));
    }

    [Test]
    public void Slow_reader_receives_all_output_late()
    {
        SimTransport alice = Named("alice");
        SimTransport bob = Named("bob");
        Read(alice);
        alice.Window = 100;
        var expected = new StringBuilder();
        for (int i = 0; i < 300; i++)
        {
            Write(bob, $"line {i}\n");
            expected.Append($"bob: line {i}\n");
            _server.RunOneTurn();
        }

        alice.Window = long.MaxValue;
        _server.Settle();
        Assert.That(Read(alice), Is.EqualTo(expected.ToString()));
        Assert.That(_server.Server.Slab.RentedBy(SliceHolder.Ring), Is.Zero);
    }

    [Test]
    public void Full_output_ring_closes_only_the_slow_reader()
    {
        SimTransport alice = Named("alice");
        SimTransport bob = Named("bob");
        SimTransport carol = Named("carol");
        Read(carol);
        alice.Window = 0;
        string line = new('x', 4000);
        for (int i = 0; i < 30; i++)
        {
            Write(bob, $"{line}\n");
            _server.Settle();
        }

        string carolRead = Read(carol);
        Assert.That(carolRead.Split('\n').Count(l => l == $"bob: {line}"), Is.EqualTo(30));
        Assert.That(
            carolRead, Does.Contain($"{TextLine.Left("alice", GoodbyeSentences.OthersTooSlow)}\n"));

        // The reader reads again in time: it gets all pending output, then the goodbye text.
        alice.Window = long.MaxValue;
        _server.Settle();
        Assert.That(
            Read(alice),
            Does.EndWith(
                $"bob: {line}\n-- {GoodbyeSentences.TooSlow}\n"));
    }

    [Test]
    public void Nothing_is_sent_after_a_truncated_message()
    {
        _server.Dispose();
        _server = new SimServer(
            new ServerOptions { RingBytes = 64 * 1024, ReadBytesPerTurn = 256 * 1024 });
        SimTransport alice = Named("alice");
        SimTransport bob = Named("bob");
        Read(alice);

        // Alice's kernel takes a part of one message, and her ring has no room for the rest.
        alice.Window = 10;
        string line = new('x', 4000);
        Write(bob, string.Concat(Enumerable.Repeat($"{line}\n", 20)));
        _server.RunOneTurn();
        alice.Window = long.MaxValue;
        Write(bob, "after the gap\n");
        _server.Settle();
        Assert.That(Read(alice), Is.EqualTo("bob: xxxxx"));
        Assert.That(alice.IsDisposed, Is.True, "the peer could not decode anything that followed");
    }

    [Test]
    public void Peer_that_never_closes_is_closed_after_2_s()
    {
        SimTransport alice = Named("alice");
        Write(alice, "/quit\n");
        _server.Settle();
        Assert.That(alice.IsShut, Is.True);
        Assert.That(alice.IsDisposed, Is.False, "it may still be sending");
        _server.Pass(2000);
        Assert.That(alice.IsDisposed, Is.True);
    }

    [Test]
    public void Client_without_a_name_is_greeted_and_closed_after_3_minutes()
    {
        SimTransport silent = _server.Connect();
        _server.Settle();
        _server.Pass(1199);
        Assert.That(Read(silent), Is.Empty);
        _server.Pass(1);
        Assert.That(
            Read(silent),
            Is.EqualTo(Encoding.UTF8.GetString(ChatSentences.Greeting)));
        _server.Pass(178_799);
        Assert.That(Read(silent), Is.Empty);
        _server.Pass(1);
        Assert.That(Read(silent), Is.EqualTo($"-- {GoodbyeSentences.TooLate}\n"));
        Assert.That(silent.IsShut, Is.True);
    }

    [Test]
    public void Exhausted_descriptors_pause_only_accepting()
    {
        SimTransport alice = Named("alice");
        _server.Network.Listener.NextFault = AcceptStatus.OutOfResources;
        SimTransport bob = _server.Connect();
        _server.Settle();
        Write(alice, "/ping\n");
        _server.Settle();
        Assert.That(Read(alice), Is.EqualTo($"{TextLine.Pong()}\n"));
        Assert.That(
            _server.Network.Poller.Listeners,
            Is.Empty,
            "a listener that cannot accept must not be asked");
        _server.Pass(100);
        Write(bob, "bob\n");
        _server.Settle();
        Assert.That(Read(alice), Is.EqualTo($"{TextLine.Joined("bob")}\n"));
    }

    [Test]
    public void Closing_connection_gets_messages_sent_earlier_in_the_same_turn()
    {
        SimTransport alice = Named("alice");
        SimTransport bob = Named("bob");
        Read(alice);
        Write(bob, "one more for you\n");
        Write(alice, "/quit\n");
        _server.Settle();
        Assert.That(Read(alice), Is.EqualTo("bob: one more for you\n"
            + $"-- {GoodbyeSentences.QuitNamed("alice")}\n"));
    }

    [Test]
    public void Stop_notifies_members_and_ends_within_5_s()
    {
        SimTransport alice = Named("alice");
        SimTransport stalled = Named("bob");
        stalled.Window = 0;
        Read(alice);
        _server.Server.Stop();
        _server.Settle();
        Assert.That(Read(alice), Does.EndWith($"-- {GoodbyeSentences.ServerStops}\n"));
        Assert.That(_server.Server.IsOver, Is.False);
        _server.Pass(5000);
        Assert.That(_server.Server.IsOver, Is.True);
    }

    [Test]
    public void Silent_client_holds_no_buffer()
    {
        Named("alice");
        SimTransport bob = Named("bob");
        Write(bob, "half a li");
        _server.Settle();
        Assert.That(_server.Server.Slab.RentedBy(SliceHolder.Input), Is.EqualTo(1));
        Write(bob, "ne\n");
        _server.Settle();
        Assert.That(_server.Server.Slab.RentedBy(SliceHolder.Input), Is.Zero);
        Assert.That(_server.Server.Slab.RentedBy(SliceHolder.Ring), Is.Zero);
    }

    private SimTransport Named(string name)
    {
        SimTransport wire = _server.Connect();
        Write(wire, $"{name}\n");
        _server.Settle();
        Assert.That(Read(wire), Does.StartWith(TextLine.Welcome(name)));
        return wire;
    }

    private static void Write(SimTransport wire, string text) =>
        wire.Write(Encoding.UTF8.GetBytes(text));

    private static string Read(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
