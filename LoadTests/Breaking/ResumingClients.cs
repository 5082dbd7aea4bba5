using System.Net;
using LoadTests.Checking;
using LoadTests.Failures;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Breaking;

/// <summary>The clients of the scenarios that kill their server.</summary>
internal static class ResumingClients
{
    private const int RoomSize = 20;

    /// <summary>Each client sends a message every 5 s, as in a lively conversation.</summary>
    private const double RateEach = 0.2;

    /// <summary>
    /// The most messages per second of all clients together. Clients with SimpleClient's library
    /// take more CPU time than others, and the server has to keep up on the same machine.
    /// </summary>
    private const double MaxRate = 250;

    /// <summary>The number of clients in a room; the last one may have fewer.</summary>
    public static int SizeIn(RunSettings settings) => Math.Min(RoomSize, settings.Clients);

    public static double RateOf(RunSettings settings) => settings.Rate > 0
        ? settings.Rate
        : Math.Clamp(RateEach * settings.Clients, 10, MaxRate);

    /// <summary>
    /// Settings with time limits that are longer than the server is down. A message that is sent
    /// during that time arrives after the restart.
    /// </summary>
    public static RunSettings Patient(RunSettings settings) => settings with
    {
        Latest = TimeSpan.FromMinutes(2),
        ArrivalTimeout = TimeSpan.FromMinutes(1),
        DrainTimeout = TimeSpan.FromMinutes(1),
    };

    /// <summary>Fills rooms with clients that all send.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="scenario">The name of the scenario.</param>
    /// <param name="address">The address of the server or of a proxy.</param>
    /// <exception cref="LoadTestException">The server cannot be killed.</exception>
    public static void FillRooms(Stage stage, string scenario, IPEndPoint address)
    {
        if (stage.RestartServer is null)
        {
            throw new LoadTestException(
                ScenarioSentences.NeedsItsServer(scenario), isUsage: true);
        }

        Recipients? room = null;
        for (int i = 0; i < stage.Settings.Clients; i++)
        {
            if (room is null || i % RoomSize == 0)
            {
                room = stage.NewRoom(hasJournals: true);
            }

            stage.AddFlow(stage.AddLibraryClient(room, resumingAt: address), room);
        }
    }
}
