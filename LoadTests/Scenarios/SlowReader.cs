using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Reporting;

namespace LoadTests.Scenarios;

/// <summary>Some stop reading while others talk.</summary>
internal sealed class SlowReader : Scenario
{
    private readonly List<LoadClient> _deaf = [];

    public override string Name => "slow-reader";

    public override string Description =>
        "One room; one in a hundred stops reading, and the others must not notice.";

    /// <summary>A small ring, so that it is full within seconds.</summary>
    public override IReadOnlyList<string> ServerArguments => ["--ring", "65536"];

    public override RunSettings Adapt(RunSettings settings) => settings with
    {
        Clients = Math.Max(2, settings.Clients),
        MessageBytes = Math.Max(settings.MessageBytes, 1024),
    };

    public override void Lay(Stage stage)
    {
        Audience room = stage.NewRoom();
        int deaf = Math.Max(1, stage.Settings.Clients / 100);
        for (int i = 0; i < stage.Settings.Clients; i++)
        {
            bool isDeaf = i >= stage.Settings.Clients - deaf;
            LoadClient person = stage.AddPerson(room, !isDeaf, isDeaf ? 4096 : 0);
            if (isDeaf)
            {
                _deaf.Add(person);
            }
            else if (i < RoomFanOut.Speakers)
            {
                stage.AddFlow(person, room);
            }
        }
    }

    public override void EndArrivals(Stage stage)
    {
        foreach (LoadClient person in _deaf)
        {
            person.IsDeaf = true;
            person.MayEnd = true;
        }
    }

    public override string? Remark(Stage stage, IReadOnlyList<SecondSample> series) =>
        $"{_deaf.Count} stopped reading";
}
