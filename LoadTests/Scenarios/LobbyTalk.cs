using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>Ten talk and all listen, in the one room that any chat server has.</summary>
/// <param name="deaf">How many stop reading.</param>
internal sealed class LobbyTalk(int deaf) : Scenario
{
    private readonly List<LoadClient> _deaf = [];

    public override string Name => "lobby-talk";

    public override string Describe(RunSettings settings) =>
        $"All are in the lobby; {Math.Min(RoomFanOut.Speakers, settings.Clients)} of them talk.";

    public override void Lay(Stage stage)
    {
        Recipients lobby = new Recipients("lobby");
        for (int i = 0; i < stage.Settings.Clients; i++)
        {
            LoadClient person = stage.AddPerson(lobby);
            if (i < RoomFanOut.Speakers)
            {
                stage.AddFlow(person, lobby);
            }
        }

        for (int i = 0; i < deaf; i++)
        {
            _deaf.Add(stage.AddPerson(lobby, isCounted: false, receiveBufferBytes: 4096));
        }
    }

    public override void EndArrivals(Stage stage)
    {
        foreach (LoadClient person in _deaf)
        {
            person.IsDeaf = true;
            person.MayEnd = true;
        }
    }
}
