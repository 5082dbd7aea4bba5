using System.Text;
using EventLoopServer.Configuration;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Reactor;

/// <summary>How much one turn reads of a client, and says before it is flushed.</summary>
internal sealed class TurnBudgetTests
{
    private const int LineBytes = 4096;
    private const int TurnBytes = 1000;

    private SimServer _server = null!;

    [SetUp]
    public void Start() => _server = new SimServer();

    [TearDown]
    public void Stop() => _server.Dispose();

    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    [TestCase(12)]
    public void A_turn_reads_no_more_of_a_client_than_its_budget(int lines)
    {
        SimTransport alice = Named("alice");
        alice.Write(Encoding.ASCII.GetBytes(
            string.Concat(Enumerable.Repeat($"{new string('x', LineBytes - 1)}\n", lines))));
        int budget = new ServerOptions().ReadBytesPerTurn;
        int left = lines * LineBytes;
        while (left > 0)
        {
            _server.RunOneTurn();
            left = Math.Max(0, left - budget);
            Assert.That(alice.Unread, Is.EqualTo(left));
        }
    }

    [Test]
    public void A_turn_that_is_full_is_flushed_and_goes_on_with_the_next_client()
    {
        Stop();
        _server = new SimServer(new ServerOptions { TurnBytes = TurnBytes });
        SimTransport alice = Named("alice");
        SimTransport bob = Named("bob");
        SimTransport carol = Named("carol");
        Array.ForEach([alice, bob, carol], static w => w.TakeOutbound());
        string line = $"{new string('x', 99)}\n";
        alice.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(line, 30))));
        bob.Write("hello\n"u8);
        _server.RunOneTurn();
        List<string> sends = carol.TakeSends();
        Assert.That(sends[0], Has.Length.InRange(TurnBytes, TurnBytes + 200), "alice's part");
        Assert.That(sends.Skip(1), Has.Some.Contains("bob: hello"), "in the same turn");
        _server.Settle();
    }

    [TestCase(4999, false)]
    [TestCase(5000, true)]
    public void A_flood_is_closed_in_time_even_when_its_next_request_is_due_later(
        int ms, bool isClosed)
    {
        Stop();
        _server = new SimServer(
            new ServerOptions
            {
                ClientLimits = ClientLimits.Default with
                {
                    CommandsPerSecond = 1,
                    CommandBurst = 20,
                    FloodMs = 5000,
                },
            },
            isPaced: true);
        SimTransport alice = _server.Connect();

        // A list may leave a debt: the request behind the second one is due after 14 s.
        alice.Write("alice\n/stats\n/stats\n/ping\n"u8);
        alice.IsLocal = true;
        _server.Settle();
        _server.Pass(ms);
        Assert.That(alice.IsShut, Is.EqualTo(isClosed));
    }

    private SimTransport Named(string name)
    {
        SimTransport wire = _server.Connect();
        wire.Write(Encoding.UTF8.GetBytes($"{name}\n"));
        _server.Settle();
        wire.TakeOutbound();
        return wire;
    }
}
