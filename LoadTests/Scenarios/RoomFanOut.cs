using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>One room in which a few clients send and all receive.</summary>
internal sealed class RoomFanOut : Scenario
{
    /// <summary>The number of clients that send, if the run has enough clients.</summary>
    public const int Senders = 10;

    public override string Name => "room-fan-out";

    public override string Describe(RunSettings settings) =>
        ScenarioSentences.RoomFanOut(
            settings.Clients, Math.Min(Senders, settings.Clients));

    public override void SetUp(Stage stage)
    {
        Recipients room = stage.NewRoom();
        for (int i = 0; i < stage.Settings.Clients; i++)
        {
            LoadClient person = stage.AddClient(room);
            if (i < Senders)
            {
                stage.AddFlow(person, room);
            }
        }
    }
}
