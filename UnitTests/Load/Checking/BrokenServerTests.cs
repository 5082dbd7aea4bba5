using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LoadTests.Clients;
using LoadTests.NBomber;
using LoadTests.Reporting.Results;
using LoadTests.Running;
using LoadTests.Scenarios;
using LoadTests.Sentences;
using LoadTests.Staging;
using UnitTests.Load.Running;

namespace UnitTests.Load.Checking;

/// <summary>
/// A load test without findings is valid only if it would have found a fault, under both runners.
/// </summary>
/// <param name="runner">Built-in, or NBomber's adapter with the double of NBomber.</param>
[TestFixture("built-in")]
[TestFixture("NBomber")]
internal sealed class BrokenServerTests(string runner)
{
    private const int Clients = 12;

    [Test]
    public void Server_without_a_fault_passes()
    {
        ScenarioReport report = RunAgainst(ServerFault.None, TimeSpan.FromSeconds(30));
        Assert.That(report.Errors, Is.Empty);
        Assert.That(report.Received, Is.EqualTo(report.Expected).And.GreaterThan(100));
        Assert.That(report.Thresholds.Where(static t => !t.HasPassed), Is.Empty);
    }

    [TestCase(ServerFault.Drops, "lost")]
    [TestCase(ServerFault.Duplicates, "duplicate")]
    [TestCase(ServerFault.Reorders, "disorder")]
    [TestCase(ServerFault.Misroutes, "misrouted")]
    [TestCase(ServerFault.Garbles, "corrupt")]
    public void Fault_is_reported_as_its_own_kind_only(object fault, string name)
    {
        ScenarioReport report = RunAgainst((ServerFault)fault, TimeSpan.FromSeconds(30));
        Assert.That(report.Errors, Is.EqualTo(new Dictionary<string, long> { [name] = 1 }));
        Assert.That(report.HasPassed(), Is.False);
    }

    [Test]
    public void Message_under_another_name_is_corrupt_and_lost()
    {
        ScenarioReport report = RunAgainst(ServerFault.Misnames, TimeSpan.FromSeconds(30));
        Assert.That(report.Errors.Keys, Is.EquivalentTo(new[] { "corrupt", "lost" }));
        Assert.That(report.HasPassed(), Is.False);
    }

    [Test]
    public void Ended_server_ends_the_run_at_once()
    {
        long began = Stopwatch.GetTimestamp();
        ScenarioReport report = RunAgainst(
            ServerFault.Dies,
            TimeSpan.FromSeconds(30),
            static s => s with { Duration = TimeSpan.FromMinutes(10) });
        Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(TimeSpan.FromMinutes(1)));
        Assert.That(report.Errors, Does.ContainKey("disconnected").WithValue(Clients));
        Assert.That(report.Seconds, Is.LessThan(60), "the measured time, not the requested one");
        Assert.That(report.Settings, Does.EndWith(ScenarioSentences.EndedEarly));
        Assert.That(report.HasPassed(), Is.False);
    }

    [Test]
    public void Stopped_run_judges_sent_messages_and_reports_nothing_as_lost()
    {
        using var stop = new CancellationTokenSource();
        using var server = new BrokenServer(ServerFault.None);
        ScenarioReport report = MakeRunner().Run(
            new StoppingScenario(stop),
            Settings(ServerFault.None, TimeSpan.FromSeconds(30)) with
            {
                Duration = TimeSpan.FromMinutes(10),
            },
            server.Address,
            null,
            stop.Token);
        Assert.That(report.Errors, Is.Empty);
        Assert.That(report.Received, Is.EqualTo(report.Expected).And.GreaterThan(0));
        Assert.That(report.Seconds, Is.LessThan(60));
    }

    [Test]
    public void Unresponsive_server_is_reported_for_every_client_without_a_measurement()
    {
        using var listener = new Socket(
            AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        ScenarioReport report = MakeRunner().Run(
            new LobbyTalk(slowReaders: 0),
            Settings(ServerFault.None, TimeSpan.FromSeconds(30)) with
            {
                ArrivalTimeout = TimeSpan.FromMilliseconds(20),
            },
            (IPEndPoint)listener.LocalEndPoint!,
            null,
            CancellationToken.None);
        Assert.That(report.Errors, Is.EqualTo(new Dictionary<string, long>
        {
            ["not-connected"] = Clients,
        }));
        Assert.That(report.Seconds, Is.Zero);
        Assert.That(report.HasPassed(), Is.False);
    }

    [Test]
    public void Delay_is_reported_and_is_part_of_the_latency()
    {
        ScenarioReport report = RunAgainst(ServerFault.Delays, BrokenServer.Delay / 2);
        Assert.That(report.Errors.Keys, Is.EqualTo(new[] { "delay" }));
        Assert.That(
            report.Latency.MaxUs, Is.GreaterThan(BrokenServer.Delay.TotalMicroseconds * 0.9));
        Assert.That(report.HasPassed(), Is.False);
    }

    [Test]
    public void Lost_connection_is_reported()
    {
        ScenarioReport report = RunAgainst(ServerFault.Disconnects, TimeSpan.FromSeconds(30));
        Assert.That(report.Errors, Does.ContainKey("disconnected").WithValue(1));
        Assert.That(report.HasPassed(), Is.False);
    }

    private ScenarioReport RunAgainst(
        ServerFault fault, TimeSpan latest, Func<RunSettings, RunSettings>? change = null)
    {
        using var server = new BrokenServer(fault);
        RunSettings settings = Settings(fault, latest);
        return MakeRunner().Run(
            new LobbyTalk(slowReaders: 0),
            change?.Invoke(settings) ?? settings,
            server.Address,
            null,
            CancellationToken.None);
    }

    private IScenarioRunner MakeRunner()
    {
        var bar = new WatchingBar(static () => { });
        return runner == "NBomber"
            ? new NBomberAdapter(bar, [], reports: null)
            : new BuiltInRunner(bar);
    }

    private static RunSettings Settings(ServerFault fault, TimeSpan latest)
    {
        bool isIncomplete = fault
            is ServerFault.Drops or ServerFault.Disconnects or ServerFault.Misnames;
        return new RunSettings
        {
            Clients = Clients,
            Dialects = DialectMix.Lobby,
            Rate = 200,
            WarmUp = TimeSpan.Zero,
            Duration = TimeSpan.FromMilliseconds(300),
            Latest = latest,
            P99Limit = TimeSpan.FromSeconds(30),
            DrainTimeout = isIncomplete
                ? TimeSpan.FromMilliseconds(500)
                : TimeSpan.FromSeconds(20),
        };
    }
}
