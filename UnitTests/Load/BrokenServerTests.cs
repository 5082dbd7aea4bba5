using LoadTests.Clients;
using LoadTests.Reporting;
using LoadTests.Running;
using LoadTests.Scenarios;

namespace UnitTests.Load;

/// <summary>A load test that finds nothing is only worth something if it would have.</summary>
internal sealed class BrokenServerTests
{
    [Test]
    public void A_server_without_a_fault_passes()
    {
        ScenarioReport report = RunAgainst(ServerFault.None, TimeSpan.FromSeconds(30));
        Assert.That(report.Errors, Is.Empty);
        Assert.That(report.Received, Is.EqualTo(report.Expected).And.GreaterThan(100));
        Assert.That(report.HasPassed(), Is.True);
    }

    [TestCase(ServerFault.Drops, "lost")]
    [TestCase(ServerFault.Duplicates, "duplicate")]
    [TestCase(ServerFault.Reorders, "disorder")]
    [TestCase(ServerFault.TellsStrangers, "stranger")]
    [TestCase(ServerFault.Garbles, "corrupt")]
    public void A_fault_is_found_by_its_name_and_by_no_other(object fault, string name)
    {
        ScenarioReport report = RunAgainst((ServerFault)fault, TimeSpan.FromSeconds(30));
        Assert.That(report.Errors, Is.EqualTo(new Dictionary<string, long> { [name] = 1 }));
        Assert.That(report.HasPassed(), Is.False);
    }

    [Test]
    public void A_delay_is_found_and_is_part_of_the_latency()
    {
        ScenarioReport report = RunAgainst(ServerFault.Delays, BrokenServer.Delay / 2);
        Assert.That(report.Errors.Keys, Is.EqualTo(new[] { "delay" }));
        Assert.That(
            report.Latency.MaxUs, Is.GreaterThan(BrokenServer.Delay.TotalMicroseconds * 0.9));
        Assert.That(report.HasPassed(), Is.False);
    }

    [Test]
    public void A_lost_connection_is_found()
    {
        ScenarioReport report = RunAgainst(ServerFault.Disconnects, TimeSpan.FromSeconds(30));
        Assert.That(report.Errors, Does.ContainKey("disconnected").WithValue(1));
        Assert.That(report.HasPassed(), Is.False);
    }

    private static ScenarioReport RunAgainst(ServerFault fault, TimeSpan latest)
    {
        using var server = new BrokenServer(fault);
        var settings = new RunSettings
        {
            Clients = 12,
            Dialect = new LobbyLoadDialect(),
            Rate = 200,
            WarmUp = TimeSpan.Zero,
            Duration = TimeSpan.FromMilliseconds(300),
            Latest = latest,
            P99Limit = TimeSpan.FromSeconds(30),
            DrainPatience = fault is ServerFault.Drops or ServerFault.Disconnects
                ? TimeSpan.FromMilliseconds(500)
                : TimeSpan.FromSeconds(20),
        };
        return new BuiltInRunner(new ConsoleBar(TextWriter.Null, isTerminal: false)).Run(
            new LobbyTalk(deaf: 0), settings, server.Address, null, CancellationToken.None);
    }
}
