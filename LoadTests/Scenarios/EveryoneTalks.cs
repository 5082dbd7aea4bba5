using LoadTests.Checking;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>One room in which all clients send.</summary>
internal sealed class EveryoneTalks : Scenario
{
    public override string Name => "everyone-talks";

    public override string Describe(RunSettings settings) =>
        ScenarioSentences.EveryoneTalks(settings.Clients);

    public override void SetUp(Stage stage)
    {
        Recipients room = stage.NewRoom();
        for (int i = 0; i < stage.Settings.Clients; i++)
        {
            stage.AddFlow(stage.AddClient(room), room);
        }
    }
}
