using LoadTests.Scenarios;
using LoadTests.Staging;

namespace UnitTests.Load.Checking;

/// <summary>Stops a run in the middle of its measurement, like Ctrl-C.</summary>
internal sealed class StoppingScenario(CancellationTokenSource stop) : Scenario
{
    private readonly LobbyTalk _lobby = new(slowReaders: 0);

    public override string Name => "stopping-talk";

    public override string Describe(RunSettings settings) => "All send until the run is stopped.";

    public override void SetUp(Stage stage) => _lobby.SetUp(stage);

    public override void Tick(Stage stage, long nowTicks)
    {
        if (stage.Meter.Received > 0)
        {
            stop.Cancel();
        }
    }
}
