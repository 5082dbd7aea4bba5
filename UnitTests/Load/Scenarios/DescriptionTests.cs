using LoadTests.Archive;
using LoadTests.Clients;
using LoadTests.Hostile;
using LoadTests.Scenarios;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace UnitTests.Load.Scenarios;

/// <summary>A report describes the run that was made, not the usual one.</summary>
internal sealed class DescriptionTests
{
    private static readonly object[][] s_descriptions =
    [
        ["room-fan-out", 5, ScenarioSentences.RoomFanOut(5, 5)],
        ["room-fan-out", 1000, ScenarioSentences.RoomFanOut(1000, 10)],
        ["many-rooms", 3, ScenarioSentences.ManyRooms(3)],
        ["many-rooms", 100, ScenarioSentences.ManyRooms(8)],
        ["three-rooms", 20, ScenarioSentences.ThreeRooms(3, 20)],
        ["three-rooms", 1000, ScenarioSentences.ThreeRooms(3, 24)],
        ["idle-crowd", 4, ScenarioSentences.IdleCrowd(0, 4)],
        ["idle-crowd", 5000, ScenarioSentences.IdleCrowd(4990, 10)],
        ["slow-reader", 50, ScenarioSentences.SlowReader(50, 1)],
        ["slow-reader", 500, ScenarioSentences.SlowReader(500, 5)],
        ["hostile", 20, ScenarioSentences.Hostile(8, 40, HostileCatalog.All.Count)],
        ["hostile", 1000, ScenarioSentences.Hostile(8, 200, HostileCatalog.All.Count)],
        ["history", 100, ScenarioSentences.HistoryReading(
            10, 100, 20, ArchiveReader.RequestsPerSecond, ArchiveReader.PageLines, 50_000)],
        ["files", 1000, ScenarioSentences.FileSharing(10, 1000, 100, 256)],
        ["broken-lines", 5, ScenarioSentences.BrokenLines(5)],
        ["broken-lines", 1000, ScenarioSentences.BrokenLines(20)],
        ["comeback", 5000, ScenarioSentences.Comeback(5000, 20, 10)],
        ["arrival-storm", 20, ScenarioSentences.ArrivalStorm(20, 8)],
    ];

    [TestCaseSource(nameof(s_descriptions))]
    public void A_description_has_the_numbers_of_the_settings(
        string name, int clients, string description)
    {
        Scenario scenario = ScenarioCatalog.Make(name);
        RunSettings settings = scenario.Adapt(new RunSettings { Clients = clients });
        Assert.That(scenario.Describe(settings), Is.EqualTo(description));
    }

    [Test]
    public void Echo_names_the_library_only_where_it_uses_it()
    {
        var echo = new Echo();
        Assert.That(echo.Describe(new RunSettings()), Is.EqualTo(ScenarioSentences.EchoOfLibrary));
        Assert.That(
            echo.Describe(new RunSettings { Dialects = DialectMix.Lobby }),
            Is.EqualTo(ScenarioSentences.Echo));
    }
}
