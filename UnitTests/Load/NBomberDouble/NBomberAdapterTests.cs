using System.Net;
using LoadTests.Clients;
using LoadTests.NBomber;
using LoadTests.Reporting.Results;
using LoadTests.Running;
using LoadTests.Scenarios;
using LoadTests.Staging;
using UnitTests.Load.Checking;
using UnitTests.Load.Running;

namespace UnitTests.Load.NBomberDouble;

/// <summary>The adapter. BrokenServerTests run it too.</summary>
internal sealed class NBomberAdapterTests
{
    [Test]
    public void Double_is_named_in_reports() =>
        Assert.That(Make().Name, Is.EqualTo("NBomber 6.6.0 (double)"));

    [Test]
    public void Adapter_measures_the_requested_time_and_NBomber_writes_its_own_reports()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tcpchat-adapter-");
        try
        {
            using var server = new BrokenServer(ServerFault.None);
            ScenarioReport report = Run(Make(folder.FullName), server.Address);
            Assert.That(report.Seconds, Is.InRange(0.8, 1), "not the wait for the last messages");
            Assert.That(report.Received, Is.EqualTo(report.Expected).And.GreaterThan(100));
            Assert.That(
                report.Thresholds.Select(static t => t.Text).TakeLast(2),
                Is.EqualTo(new[]
                {
                    "NBomber: (step.Fail.Request.Count == 0)",
                    "NBomber: (step.Ok.Latency.MaxMs <= limitMs)",
                }));
            Assert.That(report.HasPassed(), Is.True);
            Assert.That(
                folder.EnumerateFiles("01-lobby-talk.*", SearchOption.AllDirectories),
                Has.Exactly(4).Items);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ScenarioReport Run(NBomberAdapter adapter, IPEndPoint server) => adapter.Run(
        new LobbyTalk(slowReaders: 0),
        new RunSettings
        {
            Clients = 12,
            Dialects = DialectMix.Lobby,
            Rate = 200,
            WarmUp = TimeSpan.FromMilliseconds(100),
            Duration = TimeSpan.FromSeconds(1),
            P99Limit = TimeSpan.FromSeconds(30),
            Latest = TimeSpan.FromSeconds(30),
        },
        server,
        null,
        CancellationToken.None);

    private static NBomberAdapter Make(string? reports = null) =>
        new(new WatchingBar(static () => { }), ["--license=KEY"], reports);
}
