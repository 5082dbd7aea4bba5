using LoadTests.Checking;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>Small rooms, in which all talk.</summary>
internal sealed class ManyRooms : Scenario
{
    public const int RoomSize = 8;

    public override string Name => "many-rooms";

    public override string Describe(RunSettings settings) =>
        $"Rooms of {SizeIn(settings)}, in which all talk in turn.";

    public override void SetUp(Stage stage) => FillRooms(stage, stage.Settings.Clients);

    /// <summary>How many are in a room; in the last one it may be fewer.</summary>
    public static int SizeIn(RunSettings settings) => Math.Min(RoomSize, settings.Clients);

    /// <summary>Fills rooms with people who all talk.</summary>
    /// <returns>The rooms.</returns>
    public static List<Recipients> FillRooms(Stage stage, int people)
    {
        var rooms = new List<Recipients>();
        for (int i = 0; i < people; i++)
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
