using System.Text;
using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>Each client sends private messages to another one.</summary>
internal sealed class PrivateMessages : Scenario
{
    public override string Name => "private-messages";

    public override string Describe(RunSettings settings) =>
        ScenarioSentences.PrivateMessages;

    public override RunSettings Adapt(RunSettings settings) =>
        settings with { Clients = Math.Max(2, settings.Clients) };

    public override void SetUp(Stage stage)
    {
        // All clients are in one room, so that a private message that leaks is received and
        // counted.
        Recipients room = stage.NewRoom();
        LoadClient[] people =
        [
            .. Enumerable.Range(0, stage.Settings.Clients).Select(_ => stage.AddClient(room)),
        ];
        for (int i = 0; i < people.Length; i++)
        {
            LoadClient to = people[(i + 1) % people.Length];
            Recipients recipients =
                new Recipients(Encoding.ASCII.GetString(to.Name), isPrivate: true);
            recipients.Add(to.Listener);
            stage.AddFlow(people[i], recipients);
        }
    }
}
