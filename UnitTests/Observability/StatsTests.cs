using System.Net;
using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Transport.Legacy;
using Microsoft.Extensions.Logging;
using Protocol.Dialects;
using Protocol.Dialects.Catalog;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support.Recording;

namespace UnitTests.Observability;

/// <summary>The loop's statistics, with phases whose durations the test sets.</summary>
internal sealed class StatsTests
{
    /// <summary>
    /// The clock is read once at the start and then eight times a turn: the first phase takes 100
    /// us, the second 200 us, the whole turn 3.6 ms.
    /// </summary>
    private static readonly long[] s_phasesNs =
        [800_000, 100_000, 200_000, 300_000, 400_000, 500_000, 600_000, 700_000];

    private SimServer? _server;

    [TearDown]
    public void Stop() => _server?.Dispose();

    [Test]
    public void Each_phase_is_reported_with_its_time_and_its_share()
    {
        SimServer server = Start();
        SimTransport alice = Local(server);
        RunTurns(server, 500);
        server.Network.SimClock.Advance(1000);
        server.RunOneTurn();
        RunTurns(server, 499);
        server.Network.SimClock.Advance(1000);

        // The request runs in a turn whose first three phases have ended: the sum has 499 turns and
        // these phases.
        string[] lines = Ask(server, alice);
        Assert.That(
            lines[0],
            Is.EqualTo(
$"-- {LogSentence.Of(nameof(Log.StatsTurns), 1.8, 278)}"));
        Assert.That(
            lines[1],
            Is.EqualTo(
                "-- " + LogSentence.Of(
                    nameof(Log.StatsInput),
                    100.2, "2.8", 200.4, "5.6", 300.6, "8.3", 400.0, "11.1")));
        Assert.That(
            lines[2],
            Is.EqualTo(
                "-- " + LogSentence.Of(
                    nameof(Log.StatsOutput),
                    500.0, "13.9", 600.0, "16.7", 700.0, "19.4", 800.0, "22.2")));
    }

    [Test]
    public void Long_turns_are_counted_in_the_same_window_without_waits()
    {
        SimServer server = Start();
        SimTransport alice = Local(server);
        RunTurns(server, 5);
        server.Network.SimClock.Advance(1000);
        server.RunOneTurn();
        RunTurns(server, 2);
        server.Network.SimClock.Advance(1000);
        Assert.That(
            Ask(server, alice)[3],
            Is.EqualTo(
$"-- {LogSentence.Of(nameof(Log.StatsLongTurns), 2, 0, 0)}"));
    }

    [Test]
    public void Totals_are_counted_since_the_start()
    {
        SimServer server = Start(new ServerOptions { MaxClients = 2 });
        SimTransport alice = Local(server);
        server.Connect();
        server.Connect();
        server.Connect();
        server.Settle();
        Assert.That(
            Line(Ask(server, alice), nameof(Log.StatsTotals)),
            Is.EqualTo(
$"-- {LogSentence.Of(nameof(Log.StatsTotals), 2, 2, 0, 0, 0, 0, 0)}"));
    }

    [Test]
    public void Traffic_is_counted_over_the_last_second_and_not_since_the_start()
    {
        SimServer server = Start();
        SimTransport alice = Local(server);
        Say(server, alice, "alice\nold\nold\nold\nold\n");
        server.Pass(1000);
        alice.TakeOutbound();
        long turns = server.Server.Stats.Turns;
        long sends = server.Server.Stats.Sends;
        Say(server, alice, "/ping\n/ping\n");
        server.Network.SimClock.Advance(1000);
        string[] lines = Ask(server, alice);
        double seconds = ((server.Server.Stats.Turns - turns) * 3.6e-3) + 0.6e-3;
        Assert.That(server.Server.Stats.Sends, Is.EqualTo(sends + 2), "two pongs in one, and this");
        double received = Math.Round("/ping\n/ping\n/stats\n".Length / seconds);
        double sent = Math.Round($"{TextLine.Pong()}\n{TextLine.Pong()}\n".Length / seconds);
        Assert.That(
            Line(lines, nameof(Log.StatsTraffic)),
            Is.EqualTo(
                "-- " + LogSentence.Of(
                    nameof(Log.StatsTraffic),
                    Math.Round(3 / seconds),
                    Math.Round(1 / seconds),
                    received,
                    sent)));
    }

    [Test]
    public void Slowest_reader_is_named_with_its_pending_output()
    {
        SimServer server = Start();
        SimTransport alice = Local(server);
        Say(server, alice, "alice\n");
        Assert.That(
            Line(Ask(server, alice), nameof(Log.StatsBuffers)),
            Is.EqualTo(
                $"-- {LogSentence.Of(nameof(Log.StatsBuffers), 1, 64, 0, 0, "nobody", 0)}"));
        SimTransport bob = server.Connect();
        Say(server, bob, "bob\n");
        SimTransport carol = server.Connect();
        Say(server, carol, "carol\n");
        bob.Window = 0;
        Say(server, alice, "to both\n");
        carol.Window = 0;
        Say(server, alice, "later\n");
        int forCarol = "alice: later\n".Length;
        int forBob = "alice: to both\n".Length + forCarol;
        string buffers = Line(Ask(server, alice), nameof(Log.StatsBuffers));
        Assert.That(
            buffers,
            Is.EqualTo(
                "-- " + LogSentence.Of(
                    nameof(Log.StatsBuffers),
                    3, 64, 2, forBob + forCarol, "client 1.1 (bob)", forBob)));
    }

    [Test]
    public void Clients_and_operations_are_counted()
    {
        SimServer server = Start();
        server.Connect();
        SimTransport alice = Local(server);
        Assert.That(
            Line(Ask(server, alice), nameof(Log.StatsClients)),
            Is.EqualTo(
$"-- {LogSentence.Of(nameof(Log.StatsClients), 2, 2, 0, 1, 1, 0, 0)}"));
    }

    [Test]
    public void Memory_is_reported()
    {
        SimServer server = Start();
        Assert.That(
            Line(Ask(server, Local(server)), nameof(Log.StatsMemory)),
            Does.Match(
                "^-- " + LogSentence.Pattern(
                    nameof(Log.StatsMemory),
                    @"[\d,.]+", @"[\d,.]+", @"\d+", @"\d+", @"\d+", @"[1-9][\d.]*") + "$"));
    }

    [Test]
    public void Remote_users_get_no_statistics()
    {
        SimServer server = Start();
        SimTransport far = server.Connect();
        Say(server, far, "/stats\n");
        Assert.That(
            Read(far),
            Is.EqualTo(
                $"{TextLine.Refused(RefusalCode.OperatorsOnly, "/stats")}\n"));
        Say(server, far, "alice\n/STATS\n");
        Assert.That(
            Read(far),
            Does.EndWith($"{TextLine.Refused(RefusalCode.OperatorsOnly, "/stats")}\n"),
            "a name changes nothing");
    }

    [TestCase(true, EventKind.Notice, 0)]
    [TestCase(false, EventKind.Refused, (int)RefusalCode.OperatorsOnly)]
    public void Native_clients_request_statistics_by_verb(bool isLocal, EventKind kind, int code)
    {
        SimServer server = Start();
        var peer = new NativePeer(server.Connect());
        peer.Wire.IsLocal = isLocal;
        peer.Hello();
        peer.Request(RequestVerb.Stats, 7);
        server.Settle();
        SeenEvent answer = peer.Take()[^1];
        Assert.That(answer.Kind, Is.EqualTo(kind));
        Assert.That(answer.Request, Is.EqualTo(7));
        Assert.That(answer.Number, Is.EqualTo(code));
        Assert.That(answer.Text.Split('\n'), Has.Length.EqualTo(isLocal ? 9 : 1));
    }

    [Test]
    public void Legacy_clients_get_statistics_with_their_own_prefix()
    {
        DialectSet set = DialectCatalog.Sets.Single(static s => s.Name == "nickname");
        SimServer server = Start(new ServerOptions
        {
            Listening = ListenOptions.At(
                new ListenAddress(new IPEndPoint(IPAddress.Loopback, set.Port), set)),
        });
        SimTransport alice = Local(server);
        Say(server, alice, "Alice");
        server.Pass(LegacyFilter.PauseMs);
        alice.TakeOutbound();
        Say(server, alice, "Alice: /stats");
        server.Pass(LegacyFilter.PauseMs);
        string[] lines = [.. alice.TakeSends().SelectMany(static sent => sent.Split('\n'))];
        Assert.That(lines, Has.Length.EqualTo(9));
        Assert.That(lines, Has.All.StartsWith("[SERVER] "));
    }

    [Test]
    public void Burst_of_statistics_requests_is_served_in_parts()
    {
        SimServer server = Start();
        SimTransport alice = Local(server);
        Say(server, alice, "alice\n");
        alice.TakeOutbound();
        alice.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("/stats\n", 5))));
        server.RunOneTurn();
        Assert.That(Read(alice).Split("Memory:"), Has.Length.EqualTo(5), "16 each, of 64 a turn");
    }

    [Test]
    public void Statistics_log_covers_the_time_since_its_last_line()
    {
        var log = new ServerLog();
        SimServer server = Start(
            new ServerOptions { Logging = new LogOptions { StatsMs = 5000 } }, log);
        SimTransport alice = Local(server);
        Say(server, alice, "alice\n/ping\n");
        server.Pass(4999);
        Assert.That(log.Count(40), Is.Zero, "not before its time");
        server.Pass(1);
        Assert.That(log.Count(40), Is.EqualTo(1));
        Assert.That(
            log.Lines.Where(static l => l.Number is >= 40 and <= 49).Select(static l => l.Number),
            Is.EqualTo(new[] { 40, 41, 42, 49, 43, 44, 45, 46, 48 }));
        Assert.That(log.Lines.Single(static l => l.Number == 43).Text, Does.Not.Contain(": 0 "));
        server.Pass(5000);
        server.Pass(5000);
        Assert.That(log.Count(40), Is.EqualTo(3));
        Assert.That(
            log.Lines.Last(static l => l.Number == 43).Text,
            Is.EqualTo(LogSentence.Of(nameof(Log.StatsTraffic), 0, 0, 0, 0)));
        Assert.That(log.Lines.All(static l => l.Level == LogLevel.Information), Is.True);
    }

    [Test]
    public void Loop_does_not_wake_for_statistics_without_an_interval()
    {
        SimServer server = Start();
        server.Settle();
        Assert.That(server.Network.Poller.LastTimeoutMs, Is.EqualTo(-1), "no timeout");
    }

    private SimServer Start(ServerOptions? options = null, ServerLog? log = null)
    {
        var network = new SimNetwork { SimClock = new SimClock { PhasesNs = s_phasesNs } };
        return _server = new SimServer(options, network: network, log: log);
    }

    private static void RunTurns(SimServer server, int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            server.RunOneTurn();
        }
    }

    private static SimTransport Local(SimServer server)
    {
        SimTransport wire = server.Connect();
        wire.IsLocal = true;
        server.Settle();
        return wire;
    }

    private static string[] Ask(SimServer server, SimTransport wire)
    {
        wire.TakeOutbound();
        wire.Write("/stats\n"u8);
        server.RunOneTurn();
        return Read(wire).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Line(string[] lines, string method) => lines.Single(
        line => line.StartsWith($"-- {LogSentence.Start(method)}", StringComparison.Ordinal));

    private static void Say(SimServer server, SimTransport wire, string text)
    {
        wire.Write(Encoding.UTF8.GetBytes(text));
        server.Settle();
    }

    private static string Read(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
