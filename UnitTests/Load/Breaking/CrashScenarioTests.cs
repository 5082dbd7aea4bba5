using System.Net;
using LoadTests.Breaking;
using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Failures;
using LoadTests.Scenarios;
using LoadTests.Staging;
using UnitTests.Load.Scenarios;
using UnitTests.Support;

namespace UnitTests.Load.Breaking;

/// <summary>The scenarios that kill their server.</summary>
internal sealed class CrashScenarioTests
{
    private static readonly string[] s_names = ["broken-lines", "comeback"];

    [TestCaseSource(nameof(s_names))]
    public void All_clients_send_in_rooms_of_20(string name)
    {
        using Stage stage = MakeStage(static () => { });
        ScenarioCatalog.Make(name).SetUp(stage);
        Assert.That(stage.Clients, Has.Count.EqualTo(50).And.All.InstanceOf<LibraryClient>());
        Assert.That(stage.Flows, Has.Count.EqualTo(50));
        Assert.That(
            stage.Flows.Select(static f => f.To).Distinct().Select(static to => to.Counted),
            Is.EqualTo((int[])[20, 20, 10]));
        Assert.That(stage.Flows.Select(static f => f.To.HasJournals), Is.All.True);
    }

    [TestCaseSource(nameof(s_names))]
    public void Server_that_was_not_started_for_the_run_cannot_be_killed(string name)
    {
        using Stage stage = StageSetting.Make();
        LoadTestException e =
            Assert.Throws<LoadTestException>(() => ScenarioCatalog.Make(name).SetUp(stage))!;
        Assert.That(e.IsUsage, Is.True);
    }

    [TestCaseSource(nameof(s_names))]
    public void Run_without_a_crash_has_failed(string name)
    {
        using Stage stage = MakeStage(static () => { });
        Scenario scenario = ScenarioCatalog.Make(name);
        scenario.SetUp(stage);
        Assert.That(scenario.Settle(stage), Is.True);
        Assert.That(stage.Checker.CountOf(ErrorKind.ServerEnded), Is.EqualTo(1));
    }

    [Test]
    public void Server_is_killed_once_in_the_middle_and_the_run_waits_for_all_clients()
    {
        using var isRestarted = new SemaphoreSlim(0);
        using Stage stage = MakeStage(() => isRestarted.Release());
        ResumingClients.FillRooms(stage, "name", stage.Swarm.Server);
        var crash = new ServerCrash(stage);
        (stage.Meter.FromTicks, stage.Meter.ToTicks) = (100, 200);
        crash.Tick(149);
        Assert.That(stage.Meter.TimedFromTicks, Is.Zero, "half of the time is not over");
        crash.Tick(150);
        Assert.That(stage.Meter.TimedFromTicks, Is.EqualTo(long.MaxValue));
        crash.Tick(151);
        isRestarted.WaitInTime();
        Assert.That(crash.Settle(), Is.False);
        foreach (ILoadClient client in stage.Clients)
        {
            Assert.That(crash.IsOver, Is.False);
            stage.ClientResumed!(client);
            stage.ClientResumed!(client);
        }

        Assert.That(crash.Settle, Is.True.After(10_000, 1));
        Assert.That(crash.Sessions, Is.EqualTo(2 * stage.Clients.Count));
        Assert.That(stage.Meter.TimedFromTicks, Is.LessThan(long.MaxValue));
        Assert.That(isRestarted.CurrentCount, Is.Zero, "it is killed once");
        Assert.That(stage.Checker.Errors(), Is.Empty);
    }

    private static Stage MakeStage(Action restart) =>
        new(new RunSettings { Clients = 50, Seed = 1 }, new IPEndPoint(IPAddress.Loopback, 1))
        {
            RestartServer = restart,
        };
}
