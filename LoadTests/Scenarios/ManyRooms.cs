using LoadTests.Checking;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>Small rooms in which all clients send.</summary>
internal sealed class ManyRooms : Scenario
{
    public const int RoomSize = 8;

    public override string Name => "many-rooms";

    public override string Describe(RunSettings settings) =>
        ScenarioSentences.ManyRooms(SizeIn(settings));

    public override void SetUp(Stage stage) => FillRooms(stage, stage.Settings.Clients);

    /// <summary>The number of clients in a room; the last one may have fewer.</summary>
    public static int SizeIn(RunSettings settings) => Math.Min(RoomSize, settings.Clients);

    /// <summary>Fills rooms with clients that all send.</summary>
    /// <returns>The rooms.</returns>
    public static List<Recipients> FillRooms(Stage stage, int clients)
    {
        var rooms = new List<Recipients>();
        for (int i = 0; i < clients; i++)
        {
            if (i % RoomSize == 0)
            {
                rooms.Add(stage.NewRoom());
            }

            stage.AddFlow(stage.AddClient(rooms[^1]), rooms[^1]);
        }

        return rooms;
    }
}
