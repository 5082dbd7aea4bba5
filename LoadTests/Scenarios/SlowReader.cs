using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>Some clients stop reading while others send.</summary>
internal sealed class SlowReader : Scenario
{
    /// <summary>
    /// Bytes that are sent to a slow reader within half of the run. They fill the kernels' buffers
    /// (about 180 KB) and the ring, and include a reserve.
    /// </summary>
    private const double HeldBytes = 300_000;

    /// <summary>The longest message of a server with default options.</summary>
    private const int MaxMessageBytes = 4000;

    private readonly List<LoadClient> _slowReaders = [];

    public override string Name => "slow-reader";

    public override string Describe(RunSettings settings) =>
        ScenarioSentences.SlowReader(settings.Clients, SlowReadersIn(settings));

    /// <summary>A small output ring, which is full within seconds.</summary>
    public override IReadOnlyList<string> ServerArguments => ["--ring", "65536"];

    /// <summary>
    /// Makes messages long enough to exceed the buffers of the kernels and the ring.
    /// </summary>
    public override RunSettings Adapt(RunSettings settings)
    {
        int clients = Math.Max(2, settings.Clients);
        double rate = settings.Rate > 0 ? settings.Rate : settings.Deliveries / clients;
        double messages = rate * (settings.WarmUp + settings.Duration).TotalSeconds / 2;
        int wanted = (int)Math.Min(HeldBytes / Math.Max(1, messages), MaxMessageBytes);
        return settings with
        {
            Clients = clients,
            MessageBytes = Math.Max(settings.MessageBytes, Math.Max(wanted, 1024)),
        };
    }

    public override void SetUp(Stage stage)
    {
        Recipients room = stage.NewRoom();
        int slowReaders = SlowReadersIn(stage.Settings);
        for (int i = 0; i < stage.Settings.Clients; i++)
        {
            bool isSlowReader = i >= stage.Settings.Clients - slowReaders;
            LoadClient person = stage.AddClient(room, !isSlowReader, isSlowReader ? 4096 : 0);
            if (isSlowReader)
            {
                _slowReaders.Add(person);
            }
            else if (i < RoomFanOut.Senders)
            {
                stage.AddFlow(person, room);
            }
        }
    }

    public override void EndArrivals(Stage stage)
    {
        foreach (LoadClient person in _slowReaders)
        {
            person.HasStoppedReading = true;
            person.MayDisconnect = true;
        }
    }

    public override string? Remark(Stage stage, IReadOnlyList<SecondSample> series) =>
        ScenarioSentences.StoppedReading(_slowReaders.Count);

    private static int SlowReadersIn(RunSettings settings) => Math.Max(1, settings.Clients / 100);
}
