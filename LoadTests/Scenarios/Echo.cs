using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>The lowest latency: one message at a time, without other clients.</summary>
internal sealed class Echo : Scenario
{
    public override string Name => "echo";

    public override string Describe(RunSettings settings) => IsLibrary(settings)
        ? ScenarioSentences.EchoOfLibrary
        : ScenarioSentences.Echo;

    public override bool IsClosedLoop => true;

    public override RunSettings Adapt(RunSettings settings) => settings with { Clients = 1 };

    public override void SetUp(Stage stage)
    {
        Recipients room = stage.NewRoom();
        if (IsLibrary(stage.Settings))
        {
            stage.AddFlow(stage.AddLibraryClient(room), room);
            return;
        }

        // The library supports only the native dialect. In the text dialect, a sender does not
        // receive its own messages, so a second client receives them.
        stage.AddFlow(stage.AddClient(room), room);
        stage.AddClient(room);
    }

    private static bool IsLibrary(RunSettings settings) =>
        settings.Dialects.For(0) is NativeLoadDialect;
}
