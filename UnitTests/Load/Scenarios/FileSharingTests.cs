using LoadTests.Checking;
using LoadTests.Files;
using LoadTests.Scenarios;
using LoadTests.Staging;
using Protocol.Messages;

namespace UnitTests.Load.Scenarios;

/// <summary>The clients of the scenario files.</summary>
internal sealed class FileSharingTests
{
    [TestCase(4, 1)]
    [TestCase(1000, 100)]
    public void Control_run_has_the_same_clients_and_store_but_no_files(int clients, int transfers)
    {
        var settings = new RunSettings { Clients = clients };
        var scenario = new FileSharing();
        Assert.That(scenario.Connections(settings), Is.EqualTo(clients + (2 * transfers)));
        Assert.That(scenario.MaxTimesWithout, Is.EqualTo(1.5));
        using Stage stage = StageSetting.Make(settings);
        scenario.SetUp(stage);
        using Stage quiet = StageSetting.Make(settings);
        Scenario without = scenario.Without!;
        without.SetUp(quiet);
        Assert.That(stage.Clients, Has.Count.EqualTo(clients), "peers are not measured");
        Assert.That(quiet.Clients, Has.Count.EqualTo(clients));
        Assert.That(quiet.Flows, Has.Count.EqualTo(stage.Flows.Count));
        Assert.That((without.HasStore, scenario.HasStore), Is.EqualTo((true, true)));
        Assert.That(without.ServerArguments, Is.EqualTo(scenario.ServerArguments));
        Assert.That(
            scenario.Remark(stage, []), Does.StartWith($"{transfers} transfers at a time, 0 "));
        Assert.That(without.Remark(quiet, []), Is.Null);
        Assert.That(without.Settle(quiet), Is.True);
    }

    [Test]
    public void Refused_offer_is_counted_as_refused()
    {
        using Stage stage = StageSetting.Make();
        using var peer = new FilePeer(stage, [.. "files"u8], 0);
        peer.Answered(new ServerEvent { Kind = EventKind.Refused, Text = "No."u8 });
        Assert.That(stage.Checker.CountOf(ErrorKind.Refused), Is.EqualTo(1));
        Assert.That(peer.IsOver, Is.True);
    }

    [Test]
    public void Run_without_a_file_has_failed()
    {
        using Stage stage = StageSetting.Make();
        var patient = new FileSharing();
        patient.SetUp(stage);
        Assert.That(patient.Settle(stage), Is.False, "the first file may still come");
        var scenario = new FileSharing { FirstFileWait = TimeSpan.Zero };
        scenario.SetUp(stage);
        Assert.That(scenario.Settle(stage), Is.True);
        Assert.That(stage.Checker.CountOf(ErrorKind.Lost), Is.EqualTo(1));
    }
}
