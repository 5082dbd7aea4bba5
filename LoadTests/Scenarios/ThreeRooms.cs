using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>Each client is in several rooms, and receives messages from all of them.</summary>
internal sealed class ThreeRooms : Scenario
{
    /// <summary>Rooms of each client.</summary>
    public const int RoomsEach = 3;

    /// <summary>The number of clients in a room, if the run has enough clients.</summary>
    public const int MembersEach = 24;

    public override string Name => "three-rooms";

    public override string Describe(RunSettings settings) =>
        ScenarioSentences.ThreeRooms(RoomsEach, SizeIn(settings.Clients));

    public override void SetUp(Stage stage)
    {
        int clients = stage.Settings.Clients;
        Recipients[] rooms =
        [
            .. Enumerable.Range(0, RoomsFor(clients))
                .Select(_ => stage.NewRoom()),
        ];
        var members = new List<(LoadClient Client, Recipients[] Rooms)>();
        for (int i = 0; i < clients; i++)
        {
            // Neighbours share two of three rooms, so no two rooms have the same members.
            int first = i;
            Recipients[] own =
            [
                .. Enumerable.Range(0, RoomsEach).Select(r => rooms[(first + r) % rooms.Length]),
            ];
            members.Add((stage.AddClient(own), own));
        }

        for (int room = 0; room < RoomsEach; room++)
        {
            members.ForEach(m => stage.AddFlow(m.Client, m.Rooms[room]));
        }
    }

    private static int RoomsFor(int clients) =>
        Math.Max(RoomsEach, clients * RoomsEach / MembersEach);

    private static int SizeIn(int clients) => RoomsEach * clients / RoomsFor(clients);
}
