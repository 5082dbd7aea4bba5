using LoadTests.Checking;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>Many who are only there, and a few who talk.</summary>
internal sealed class IdleCrowd : Scenario
{
    private const int Talkers = 10;

    public override string Name => "idle-crowd";

    public override string Describe(RunSettings settings) =>
        $"{settings.Clients - TalkersIn(settings):N0} are silent and receive nothing; "
        + $"{TalkersIn(settings)} talk in a room of their own.";

    public override void Lay(Stage stage)
    {
        Recipients room = stage.NewRoom();
        int talkers = TalkersIn(stage.Settings);
        for (int i = 0; i < stage.Settings.Clients; i++)
        {
            bool talks = i >= stage.Settings.Clients - talkers;
            Clients.LoadClient person = stage.AddPerson(talks ? room : null);
            if (talks)
            {
                stage.AddFlow(person, room);
            }
        }
    }

    public override double MessagesPerSecond(Stage stage) =>
        stage.Settings.Rate > 0 ? stage.Settings.Rate : 500;

    private static int TalkersIn(RunSettings settings) => Math.Min(Talkers, settings.Clients);
}
