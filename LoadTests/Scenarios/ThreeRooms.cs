using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>Everybody sits in several rooms, so each is told things from several sides.</summary>
internal sealed class ThreeRooms : Scenario
{
    /// <summary>Rooms in which each sits.</summary>
    public const int RoomsEach = 3;

    /// <summary>People in a room, when there are enough.</summary>
    public const int MembersEach = 24;

    public override string Name => "three-rooms";

    public override string Describe(RunSettings settings) =>
        $"Each client is in {RoomsEach} rooms of about {SizeIn(settings.Clients)} and talks in "
        + "each in turn.";

    public override void SetUp(Stage stage)
    {
        int people = stage.Settings.Clients;
        Recipients[] rooms =
        [
            .. Enumerable.Range(0, RoomsFor(people))
                .Select(_ => stage.NewRoom()),
        ];
        var sitting = new List<(LoadClient Person, Recipients[] Rooms)>();
        for (int i = 0; i < people; i++)
        {
            // Neighbours share two rooms of three: no two rooms have the same people.
            int first = i;
            Recipients[] own =
            [
                .. Enumerable.Range(0, RoomsEach).Select(r => rooms[(first + r) % rooms.Length]),
            ];
            sitting.Add((stage.AddClient(own), own));
        }

        for (int room = 0; room < RoomsEach; room++)
        {
            sitting.ForEach(s => stage.AddFlow(s.Person, s.Rooms[room]));
        }
    }

    private static int RoomsFor(int people) =>
        Math.Max(RoomsEach, people * RoomsEach / MembersEach);

    private static int SizeIn(int people) => RoomsEach * people / RoomsFor(people);
}
