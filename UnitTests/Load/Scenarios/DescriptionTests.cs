using LoadTests.Clients;
using LoadTests.Scenarios;
using LoadTests.Staging;

namespace UnitTests.Load.Scenarios;

/// <summary>A report describes the run that was made, not the usual one.</summary>
internal sealed class DescriptionTests
{
    [TestCase("room-fan-out", 5, "One room of 5 clients; 5 of them send, ")]
    [TestCase("room-fan-out", 1000, "One room of 1,000 clients; 10 of them send, ")]
    [TestCase("many-rooms", 3, "Rooms of 3 in ")]
    [TestCase("many-rooms", 100, "Rooms of 8 in ")]
    [TestCase("three-rooms", 20, "Each client is in 3 rooms of about 20 ")]
    [TestCase("three-rooms", 1000, "Each client is in 3 rooms of about 24 ")]
    [TestCase("idle-crowd", 4, "0 clients are silent and receive nothing; 4 send ")]
    [TestCase("idle-crowd", 5000, "4,990 clients are silent and receive nothing; 10 send ")]
    [TestCase("slow-reader", 50, "One room of 50 clients; 1 of them stop reading")]
    [TestCase("slow-reader", 500, "One room of 500 clients; 5 of them stop reading")]
    [TestCase("hostile", 20, "Clients send in rooms of 8 beside 40 connections of ")]
    [TestCase("hostile", 1000, "Clients send in rooms of 8 beside 200 connections of ")]
    [TestCase("history", 100, "One room in which 10 of 100 clients send, beside 20 readers: ")]
    [TestCase("arrival-storm", 20, "All 20 clients connect at the same time")]
    public void A_description_has_the_numbers_of_the_settings(
        string name, int clients, string start)
    {
        Scenario scenario = ScenarioCatalog.Make(name);
        RunSettings settings = scenario.Adapt(new RunSettings { Clients = clients });
        Assert.That(scenario.Describe(settings), Does.StartWith(start));
    }

    [Test]
    public void Echo_names_the_library_only_where_it_uses_it()
    {
        var echo = new Echo();
        Assert.That(echo.Describe(new RunSettings()), Does.Contain("library"));
        Assert.That(
            echo.Describe(new RunSettings { Dialects = DialectMix.Lobby }),
            Does.Not.Contain("library"));
    }
}
