using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>Ten clients send and all receive, in the one room of any chat server.</summary>
/// <param name="slowReaders">The number of additional clients that stop reading.</param>
internal sealed class LobbyTalk(int slowReaders) : Scenario
{
    private readonly List<LoadClient> _slowReaders = [];

    public override string Name => "lobby-talk";

    public override string Describe(RunSettings settings) =>
        ScenarioSentences.LobbyTalk(Math.Min(RoomFanOut.Senders, settings.Clients));

    public override void SetUp(Stage stage)
    {
        Recipients lobby = new Recipients("lobby");
        for (int i = 0; i < stage.Settings.Clients; i++)
        {
            LoadClient person = stage.AddClient(lobby);
            if (i < RoomFanOut.Senders)
            {
                stage.AddFlow(person, lobby);
            }
        }

        for (int i = 0; i < slowReaders; i++)
        {
            _slowReaders.Add(stage.AddClient(lobby, isCounted: false, receiveBufferBytes: 4096));
        }
    }

    public override void EndArrivals(Stage stage)
    {
        foreach (LoadClient person in _slowReaders)
        {
            person.HasStoppedReading = true;
            person.MayDisconnect = true;
        }
    }
}
