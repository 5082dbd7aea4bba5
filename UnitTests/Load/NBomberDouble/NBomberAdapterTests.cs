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

/// <summary>The adapter beside what BrokenServerTests check under both runners.</summary>
internal sealed class NBomberAdapterTests
{
    [Test]
    public void The_double_cannot_be_taken_for_the_original() =>
        Assert.That(Make().Name, Is.EqualTo("NBomber 6.6.0 (double)"));

    [TestCase(0.2, 0.1, 1, 0.1)]
    [TestCase(1, 3, 1, 1)]
    [TestCase(5, 3, 5, 3)]
    public void Times_are_those_that_NBomber_accepts(
        double seconds, double warmUp, double fitSeconds, double fitWarmUp)
    {
        RunSettings fit = NBomberPace.Fit(new RunSettings
        {
            Duration = TimeSpan.FromSeconds(seconds),
            WarmUp = TimeSpan.FromSeconds(warmUp),
        });
        Assert.That(
            (fit.Duration.TotalSeconds, fit.WarmUp.TotalSeconds),
            Is.EqualTo((fitSeconds, fitWarmUp)));
    }

    [TestCase(2.5, 1, 0.4)]
    [TestCase(50, 1, 0.02)]
    [TestCase(555.6, 12, 12 / 555.6)]
    [TestCase(5000, 100, 0.02)]
    [TestCase(0, 1, 10)]
    public void A_rate_is_kept_whatever_it_is(double rate, int each, double interval)
    {
        var segment = NBomberPace.Open(rate, TimeSpan.FromSeconds(10)).Simulation.Segment;
        Assert.That(segment.Amount, Is.EqualTo(each));
        Assert.That(segment.Interval.TotalSeconds, Is.EqualTo(interval).Within(1e-6));
    }

    [Test]
    public void It_measures_as_long_as_it_is_told_and_NBomber_reports_beside_it()
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
        new LobbyTalk(deaf: 0),
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
