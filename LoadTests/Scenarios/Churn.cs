using System.Diagnostics;
using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>Visitors connect, send messages and quit, while other clients stay.</summary>
internal sealed class Churn : Scenario
{
    /// <summary>Messages of each visitor.</summary>
    private const int Messages = 3;

    /// <summary>The highest number of visitors at the same time.</summary>
    private const int MaxVisitors = 256;

    private readonly List<LoadClient> _visitors = [];
    private List<Recipients> _rooms = [];
    private long _nextTicks;
    private int _visits;

    public override string Name => "churn";

    public override string Describe(RunSettings settings) =>
        ScenarioSentences.Churn(ManyRooms.SizeIn(settings), Messages);

    public override void SetUp(Stage stage)
    {
        _rooms = ManyRooms.FillRooms(stage, stage.Settings.Clients);
        stage.ClientArrived += client => SendAndQuit(stage, client);
    }

    public override void Tick(Stage stage, long nowTicks)
    {
        RemoveDisconnected();
        if (nowTicks >= stage.Meter.ToTicks || stage.Arrived < stage.Clients.Count)
        {
            return;
        }

        // Each second, a tenth of the clients connect as visitors.
        long gapTicks = Stopwatch.Frequency / Math.Clamp(stage.Settings.Clients / 10, 10, 500);
        _nextTicks = Math.Max(_nextTicks, nowTicks - (10 * gapTicks));
        while (_nextTicks <= nowTicks && _visitors.Count < MaxVisitors)
        {
            _nextTicks += gapTicks;
            Recipients room = _rooms[_visits++ % _rooms.Count];
            LoadClient visitor = stage.NewClient(room, isCounted: false);
            _visitors.Add(visitor);
            visitor.Begin();
        }
    }

    public override bool Settle(Stage stage)
    {
        RemoveDisconnected();
        return _visitors.Count == 0;
    }

    public override double MessagesPerSecond(Stage stage) => stage.Settings.Rate > 0
        ? stage.Settings.Rate
        : Math.Min(500, base.MessagesPerSecond(stage));

    public override string? Remark(
        Stage stage,
        IReadOnlyList<Reporting.Results.SecondSample> series) => ScenarioSentences.Visits(_visits);

    private void RemoveDisconnected()
    {
        for (int i = _visitors.Count - 1; i >= 0; i--)
        {
            if (_visitors[i].HasEnded)
            {
                ListenerState state = _visitors[i].Listener.States[0];
                state.Recipients.Remove(state);
                _visitors.RemoveAt(i);
            }
        }
    }

    /// <summary>
    /// Sends all messages of a visitor at once, and quits. The server must not lose any of them.
    /// </summary>
    private void SendAndQuit(Stage stage, ILoadClient client)
    {
        if (client is not LoadClient visitor || !_visitors.Contains(visitor))
        {
            return;
        }

        ListenerState state = visitor.Listener.States[0];
        Flow flow = stage.NewFlow(visitor, state.Recipients);
        long now = Stopwatch.GetTimestamp();
        for (int i = 0; i < Messages; i++)
        {
            stage.Send(flow, now);
        }

        visitor.Quit();
    }
}
