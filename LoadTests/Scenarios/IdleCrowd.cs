using LoadTests.Checking;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>Many silent clients, and a few that send.</summary>
internal sealed class IdleCrowd : Scenario
{
    private const int Senders = 10;

    public override string Name => "idle-crowd";

    public override string Describe(RunSettings settings) =>
        ScenarioSentences.IdleCrowd(
            settings.Clients - SendersIn(settings), SendersIn(settings));

    public override void SetUp(Stage stage)
    {
        Recipients room = stage.NewRoom();
        int senders = SendersIn(stage.Settings);
        for (int i = 0; i < stage.Settings.Clients; i++)
        {
            bool isSender = i >= stage.Settings.Clients - senders;
            Clients.LoadClient person = stage.AddClient(isSender ? room : null);
            if (isSender)
            {
                stage.AddFlow(person, room);
            }
        }
    }

    public override double MessagesPerSecond(Stage stage) =>
        stage.Settings.Rate > 0 ? stage.Settings.Rate : 500;

    private static int SendersIn(RunSettings settings) => Math.Min(Senders, settings.Clients);
}
