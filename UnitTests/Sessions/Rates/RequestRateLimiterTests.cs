using System.Text;
using EventLoopServer.Buffers;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using UnitTests.Sentences;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.Sessions.Rates;

/// <summary>
/// A client above its rate is read later. It is closed only when it stays above the rate without a
/// break.
/// </summary>
internal sealed class RequestRateLimiterTests
{
    private const int Burst = 20;
    private const int FloodMs = 30_000;

    /// <summary>The rest of the burst after the name request, which costs two.</summary>
    private const int Spent = Burst - 2;

    private static readonly string s_longLine = $"/ping {new string('x', 2000)}\n";

    private readonly ServerLog _log = new();
    private SimServer _server = null!;

    [SetUp]
    public void Start() => Open(new ServerOptions());

    [TearDown]
    public void Stop() => _server.Dispose();

    [TestCase(Spent - 1, Spent - 1)]
    [TestCase(Spent, Spent)]
    [TestCase(Spent + 1, Spent)]
    [TestCase(Spent + 50, Spent)]
    public void Burst_is_run_at_once_and_no_more(int pings, int pongs)
    {
        SimTransport alice = Named("alice");
        Write(alice, Pings(pings));
        Assert.That(Pongs(alice), Is.EqualTo(pongs));
    }

    [Test]
    public void Requests_above_the_rate_run_later_one_each_100_ms_without_loss()
    {
        SimTransport alice = Named("alice");
        Write(alice, Pings(Spent + 3));
        Assert.That(Pongs(alice), Is.EqualTo(Spent));
        for (int later = 0; later < 3; later++)
        {
            _server.Pass(99);
            Assert.That(Pongs(alice), Is.Zero);
            _server.Pass(1);
            Assert.That(Pongs(alice), Is.EqualTo(1));
        }

        _server.Pass(10_000);
        Assert.That(Pongs(alice), Is.Zero);
        Assert.That(_server.Server.Slab.RentedBy(SliceHolder.Input), Is.Zero, "all input was used");
    }

    [Test]
    public void Paused_client_is_not_read_and_other_clients_are_served()
    {
        SimTransport alice = Named("alice");
        SimTransport bob = Named("bob");
        Write(alice, Pings(Spent + 1));
        Read(alice);
        Write(alice, Pings(1));
        Assert.That(alice.IsReadable, Is.True, "later input stays in the kernel");
        Write(bob, "hello\n");
        Assert.That(Read(alice), Is.EqualTo("bob: hello\n"));
    }

    [Test]
    public void Pause_restores_at_most_the_burst()
    {
        SimTransport alice = Named("alice");
        _server.Pass(3_600_000);
        Write(alice, Pings(100));
        Assert.That(Pongs(alice), Is.EqualTo(Burst));
    }

    [Test]
    public void Command_has_the_cost_of_its_grammar_row()
    {
        SimTransport alice = Named("alice");
        _server.Pass(2000);
        string helps = string.Concat(Enumerable.Repeat("/help quit\n", 6));
        Write(alice, helps + "/ping\n");
        Assert.That(Read(alice).Split("/quit"), Has.Length.EqualTo(6), "4 each of 20");
        _server.Pass(99);
        Assert.That(Read(alice), Is.Empty, "a whole request is needed");
        _server.Pass(1);
        Assert.That(Read(alice), Does.StartWith("-- /quit"));
        _server.Pass(399);
        Assert.That(Read(alice), Is.Empty, "3 are owed");
        _server.Pass(1);
        Assert.That(Pongs(alice), Is.EqualTo(1));
    }

    [TestCase(1, 1)]
    [TestCase(63, 1)]
    [TestCase(64, 2)]
    [TestCase(128, 3)]
    public void List_costs_one_more_for_each_64_entries(int people, int cost)
    {
        SimTransport alice = Named("alice");
        for (int i = 1; i < people; i++)
        {
            Named($"guest{i}");
        }

        _server.Pass(2000);
        Read(alice);
        Write(alice, "/users\n" + Pings(Burst));
        Assert.That(Pongs(alice), Is.EqualTo(Burst - cost));
    }

    [TestCase(0, 1)]
    [TestCase(2, 1)]
    [TestCase(3, 2)]
    [TestCase(44, 15)]
    [TestCase(45, 16)]
    [TestCase(50, 16)]
    public void History_costs_one_more_for_each_3_lines_up_to_the_limit_of_its_row(
        int lines, int cost)
    {
        SimTransport bob = Named("bob");
        SimTransport alice = Named("alice");
        for (int i = 0; i < lines; i++)
        {
            Write(bob, "said\n");
            _server.Pass(100);
        }

        _server.Pass(2000);
        Read(alice);
        Write(alice, "/history\n" + Pings(Burst));
        Assert.That(Pongs(alice), Is.EqualTo(Burst - cost));
    }

    /// <summary>
    /// A reconnecting client joins all of its rooms again and asks for their history.
    /// </summary>
    [Test]
    public void Rejoining_thirty_rooms_with_history_is_not_a_flood()
    {
        SimTransport alice = Named("alice");
        string all = string.Concat(Enumerable.Range(1, 30).Select(
            static i => $"/join room{i}\n/history room{i}\n"));
        Write(alice, all + "/users\n" + Pings(1));
        PassInTenths(8000);
        Assert.That(Pongs(alice), Is.EqualTo(1), "90 for the rooms, 20 at once, 10 a second");
    }

    [Test]
    public void Refused_requests_count_too()
    {
        SimTransport alice = Named("alice");
        Write(alice, string.Concat(Enumerable.Repeat("/nonsense\n", 30)));
        Assert.That(Read(alice).Split('\n'), Has.Length.EqualTo(Spent + 1));
    }

    [Test]
    public void Paste_of_80_lines_arrives_whole()
    {
        SimTransport alice = Named("alice");
        SimTransport bob = Named("bob");
        Read(alice);
        var told = new StringBuilder();
        string[] lines = [.. Enumerable.Range(1, 80).Select(static i => $"line {i}")];
        Write(alice, string.Concat(lines.Select(static l => $"{l}\n")));
        for (int tenth = 0; tenth < 80; tenth++)
        {
            told.Append(Read(bob));
            _server.Pass(100);
        }

        Assert.That(
            told.ToString(), Is.EqualTo(string.Concat(lines.Select(static l => $"alice: {l}\n"))));
        Assert.That(alice.IsShut, Is.False);
    }

    [Test]
    public void Client_above_its_rate_for_30_s_without_a_break_is_closed()
    {
        SimTransport alice = Named("alice");
        SimTransport bob = Named("bob");
        Write(alice, Pings(5000));
        PassInTenths(FloodMs - 1);
        Assert.That(alice.IsShut, Is.False);
        _server.Pass(1);
        Assert.That(
            Read(alice),
            Does.EndWith(
                $"-- {GoodbyeSentences.Flood}\n"));
        Assert.That(alice.IsShut, Is.True);
        Assert.That(
            Read(bob), Does.EndWith($"{TextLine.Left("alice", GoodbyeSentences.OthersFlood)}\n"));
        _server.Pass(10_000);
        Assert.That(_log.Lines.Select(static l => l.Text), Has.Some.Contains(
            LogSentence.Of(nameof(Log.Closed), "", CloseReason.Flood)));
    }

    /// <summary>
    /// Long lines fill each read, so a part of a line is always left over. That does not count as a
    /// break.
    /// </summary>
    [TestCase(1, true)]
    [TestCase(500, true)]
    [TestCase(4000, true)]
    [TestCase(4096, true)]
    [TestCase(500, false)]
    [TestCase(4000, false)]
    [TestCase(4096, false)]
    public void Flood_of_lines_of_any_length_is_closed_after_30_s(
        int bytes, bool countsBytes)
    {
        if (!countsBytes)
        {
            Stop();
            Open(new ServerOptions { ClientLimits = ClientLimits.Default.WithoutByteRates() });
        }

        SimTransport alice = Named("alice");
        string lines = string.Concat(Enumerable.Repeat(new string('x', bytes) + "\n", 600));
        alice.Write(Encoding.UTF8.GetBytes(lines));
        PassInTenths(FloodMs);
        PassInTenths(2000);
        Assert.That(alice.IsShut, Is.True);
        Assert.That(Read(alice).Contains(GoodbyeSentences.Flood), Is.True);
    }

    [TestCase(4000, 550)]
    [TestCase(500, 100)]
    public void Long_lines_within_the_rate_never_close_a_client(int bytes, int everyMs)
    {
        SimTransport alice = Named("alice");
        SimTransport bob = Named("bob");
        bob.TakeOutbound();
        int heard = 0;
        for (int ms = 0; ms < 3 * FloodMs; ms += everyMs)
        {
            Write(alice, new string('x', bytes) + "\n");
            _server.Pass(everyMs);
            heard += Read(bob).Split('\n').Length - 1;
        }

        Assert.That(alice.IsShut, Is.False);
        Assert.That(heard, Is.EqualTo(((3 * FloodMs) + everyMs - 1) / everyMs));
    }

    [Test]
    public void Client_that_waits_for_each_answer_is_never_closed()
    {
        SimTransport alice = Named("alice");
        Write(alice, Pings(Spent));
        Read(alice);
        for (int ms = 0; ms < 4 * FloodMs; ms += 100)
        {
            Write(alice, Pings(1));
            _server.Pass(100);
            Assert.That(Pongs(alice), Is.EqualTo(1));
        }

        Assert.That(alice.IsShut, Is.False);
    }

    [Test]
    public void Break_restarts_the_30_s()
    {
        SimTransport alice = Named("alice");
        Write(alice, Pings(Spent + 299));
        PassInTenths(FloodMs - 50);
        Assert.That(Pongs(alice), Is.EqualTo(Spent + 299), "all requests ran just in time");
        Write(alice, Pings(50));
        PassInTenths(4000);
        Assert.That(alice.IsShut, Is.False);
    }

    [Test]
    public void Long_lines_without_a_break_close_like_short_ones()
    {
        // Two of them fill the input, so it is repeatedly empty while more input waits.
        SimTransport alice = Named("alice");
        Write(alice, string.Concat(Enumerable.Repeat(s_longLine, 1000)));
        PassInTenths(FloodMs - 1);
        Assert.That(alice.IsShut, Is.False, "the 30 s are not over");
        _server.Pass(1);
        Assert.That(alice.IsShut, Is.True, "there was no break");
    }

    [Test]
    public void Break_after_long_lines_restarts_the_30_s()
    {
        SimTransport alice = Named("alice");
        Write(alice, string.Concat(Enumerable.Repeat(s_longLine, Spent + 280)));
        PassInTenths(FloodMs - 1000);
        Read(alice);
        Write(alice, Pings(1));
        _server.Pass(500);
        Assert.That(Pongs(alice), Is.EqualTo(1), "all earlier requests ran");
        Write(alice, Pings(50));
        PassInTenths(4000);
        Assert.That(alice.IsShut, Is.False);
    }

    [Test]
    public void Rate_of_zero_is_no_limit()
    {
        Stop();
        Open(new ServerOptions().WithoutLimits());
        SimTransport alice = Named("alice");
        Write(alice, Pings(5000));
        Assert.That(Pongs(alice), Is.EqualTo(5000));
    }

    [TestCase("username")]
    [TestCase("prompt")]
    [TestCase("name-first")]
    [TestCase("nick")]
    [TestCase("nickname")]
    public void Legacy_clients_are_rate_limited_too(string dialect)
    {
        using FakeOldServer server = new FakeOldServer(isPaced: true);
        LegacyPeer alice = server.Enter(dialect, "alice");
        LegacyPeer bob = server.Enter("chat", "bob");
        server.Pass(2000);
        string head = dialect is "prompt" or "name-first" ? "" : "alice: ";
        alice.Write(string.Concat(Enumerable.Range(0, Burst + 5).Select(i => $"{head}{i}\n")));
        Assert.That(Said(bob), Has.Length.EqualTo(Burst));
        server.Pass(499);
        Assert.That(Said(bob), Has.Length.EqualTo(4));
        server.Pass(1);
        Assert.That(Said(bob), Is.EqualTo(new[] { $"alice: {Burst + 4}" }));
    }

    private void PassInTenths(int ms)
    {
        for (; ms > 0; ms -= 100)
        {
            _server.Pass(Math.Min(ms, 100));
        }
    }

    private void Open(ServerOptions options) =>
        _server = new SimServer(options, log: _log, isPaced: true);

    private SimTransport Named(string name)
    {
        SimTransport wire = _server.Connect();
        Write(wire, $"{name}\n");
        Read(wire);
        return wire;
    }

    private void Write(SimTransport wire, string text)
    {
        wire.Write(Encoding.UTF8.GetBytes(text));
        _server.Settle();
    }

    private static string[] Said(LegacyPeer client) =>
        string.Concat(client.Take()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Pings(int count) => string.Concat(Enumerable.Repeat("/ping\n", count));

    private static int Pongs(SimTransport wire) => Read(wire).Split(
        $"{TextLine.Pong()}\n").Length - 1;

    private static string Read(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
