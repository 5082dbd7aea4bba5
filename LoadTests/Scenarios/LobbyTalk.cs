using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>Ten talk and all listen, in the one room that any chat server has.</summary>
/// <param name="slowReaders">How many stop reading.</param>
internal sealed class LobbyTalk(int slowReaders) : Scenario
{
    private readonly List<LoadClient> _slowReaders = [];

    public override string Name => "lobby-talk";

    public override string Describe(RunSettings settings) =>
        $"All are in the lobby; {Math.Min(RoomFanOut.Senders, settings.Clients)} of them talk.";

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
