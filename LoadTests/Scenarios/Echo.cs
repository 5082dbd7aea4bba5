using LoadTests.Checking;

namespace LoadTests.Scenarios;

/// <summary>The least that can be: how long one message takes when nobody else is there.</summary>
internal sealed class Echo : Scenario
{
    public override string Name => "echo";

    public override string Description =>
        "One client says something and waits until it comes back.";

    public override bool IsClosedLoop => true;

    public override RunSettings Adapt(RunSettings settings) => settings with { Clients = 1 };

    public override void Lay(Stage stage)
    {
        Audience room = stage.NewRoom();
        stage.AddFlow(stage.AddPerson(room), room);
        if (!stage.Settings.Dialect.Echoes)
        {
            // Nothing comes back here: somebody else has to hear it.
            stage.AddPerson(room);
        }
    }
}
