using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using static UnitTests.Protocol.Dialects.Web.WebFrames;

namespace UnitTests.Web;

/// <summary>WebSocket clients that do harm: each costs only itself.</summary>
internal sealed class HostileWebSocketTests
{
    private SimServer _server = null!;
    private SimTransport _other = null!;

    [SetUp]
    public void Start()
    {
        _server = new SimServer();
        _other = _server.Connect();
        _other.Write("other\n"u8);
        _server.Settle();
    }

    [TearDown]
    public void Stop()
    {
        _server.Dispose();
        _other.Dispose();
    }

    [Test]
    public void Empty_fragments_without_end_are_cut_off()
    {
        WebPeer hostile = Enter();
        hostile.Write(Frame(TextFrame, ""));
        byte[] flood = [.. Enumerable.Repeat(Frame(Continuation, ""), 200).SelectMany(f => f)];
        Attack(hostile, flood, CloseReason.Unfinished);
    }

    [Test]
    public void Fragments_of_one_byte_without_end_are_cut_off()
    {
        WebPeer hostile = Enter();
        hostile.Write(Frame(TextFrame, "{"));
        Attack(hostile, Frame(Continuation, " "), CloseReason.Unfinished);
    }

    [Test]
    public void Pings_do_not_keep_a_message_without_bytes_open()
    {
        WebPeer hostile = Enter();
        hostile.Write(Frame(TextFrame, ""));
        Attack(hostile, Frame(Final | Ping, "x"), CloseReason.Unfinished);
    }

    [Test]
    public void Flood_of_pings_is_read_at_the_rate_of_requests_and_ends()
    {
        _server.Dispose();
        _server = new SimServer(isPaced: true);
        _other = _server.Connect();
        _other.Write("other\n"u8);
        WebPeer hostile = Enter();
        byte[] flood = [.. Enumerable.Repeat(Frame(Final | Ping, "x"), 500).SelectMany(f => f)];
        hostile.Write(flood);
        Assert.That(hostile.Take(), Has.Count.LessThan(50));
        Attack(hostile, flood, CloseReason.Flood);
    }

    [Test]
    public void Three_hundred_clients_that_close_in_any_order_leave_nothing()
    {
        _server.Dispose();
        _server = new SimServer(new ServerOptions { LimitsOff = true });
        int seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        WebPeer[] peers = [.. Enumerable.Range(0, 300).Select(_ => new WebPeer(_server))];
        for (int n = 0; n < peers.Length; n++)
        {
            peers[n].Enter($"user{n}");
        }

        foreach (WebPeer peer in peers)
        {
            byte[] say = Message("""{"verb":"say","id":2,"target":"lobby","text":"bye"}""");
            byte[] close = Closing(1001);
            peer.Wire.Write(random.Next(4) switch
            {
                0 => [.. say, .. close],
                1 => [.. close, .. say],
                2 => [.. close, .. close],
                _ => [.. say, .. close[..random.Next(close.Length)]],
            });
            switch (random.Next(3))
            {
                case 0:
                    peer.Wire.End();
                    break;
                case 1:
                    peer.Wire.Reset();
                    break;
                default:
                    break;
            }

            if (random.Next(20) == 0)
            {
                _server.Settle();
            }
        }

        _server.Settle();
        foreach (WebPeer peer in peers)
        {
            peer.Wire.End();
        }

        _server.Settle();
        _server.Pass(60_000);
        Assert.That(_server.Server.Connections, Is.Zero);
        Assert.That(_server.Server.Directory.People, Is.Zero);
        Assert.That(_server.Server.Stats.Bugs, Is.Zero);
        Assert.That(_server.Server.Slab.Rented, Is.AtMost(1), "the receiver keeps one");
    }

    private WebPeer Enter()
    {
        var peer = new WebPeer(_server);
        peer.Enter("hostile");
        _other.TakeOutbound();
        return peer;
    }

    /// <summary>
    /// Sends the same each half second until the server closes the connection. Meanwhile it serves
    /// another client at once.
    /// </summary>
    private void Attack(WebPeer hostile, byte[] bytes, CloseReason expected)
    {
        for (int n = 0; n < 240 && !hostile.Wire.IsShut; n++)
        {
            hostile.Wire.Write(bytes);
            _server.Pass(500);
            _other.Write("/ping\n"u8);
            _server.Settle();
            Assert.That(Encoding.UTF8.GetString(_other.TakeOutbound()), Is.Not.Empty, $"{n}");
        }

        Assert.That(hostile.Wire.IsShut);
        Assert.That(_other.IsShut, Is.False);
        hostile.Wire.End();
        _server.Pass(10_000);
        Assert.That(_server.Server.Stats.ClosedBy[(int)expected], Is.EqualTo(1));
        Assert.That(_server.Server.Slab.Rented, Is.AtMost(1), "the receiver keeps one");
    }
}
