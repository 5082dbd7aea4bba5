using LoadTests.Clients;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>One client sends as much as the network accepts.</summary>
internal sealed class Flood : Scenario
{
    /// <summary>Bytes that it sends per millisecond, at most.</summary>
    private const int BytesPerTick = 64 * 1024;

    private readonly byte[] _text = new byte[64];
    private LoadClient? _flooder;

    public override string Name => "flood";

    public override string Describe(RunSettings settings) =>
        ScenarioSentences.Flood(ManyRooms.SizeIn(settings));

    public override void SetUp(Stage stage)
    {
        ManyRooms.FillRooms(stage, stage.Settings.Clients);
        _flooder = stage.AddClient(stage.NewRoom(), isCounted: false);
        _flooder.Listener.IgnoresMessages = true;
        _flooder.MayDisconnect = true;
        _text.AsSpan().Fill((byte)'f');
    }

    public override void Tick(Stage stage, long nowTicks)
    {
        // The loop ends when the kernel takes no more bytes. This is the back-pressure of the
        // server, as intended.
        for (int sent = 0;
            sent < BytesPerTick && _flooder is { HasArrived: true, Waiting: 0 };
            sent += _text.Length)
        {
            _flooder.SendToRoom(_flooder.Rooms[0], _text);
        }
    }

    public override double MessagesPerSecond(Stage stage) => stage.Settings.Rate > 0
        ? stage.Settings.Rate
        : Math.Min(500, base.MessagesPerSecond(stage));
}
