using System.Diagnostics;
using LoadTests.Reporting.Verdicts;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>All clients connect at the same time, as after a network failure.</summary>
internal sealed class ArrivalStorm : Scenario
{
    private long _beganTicks;

    public override string Name => "arrival-storm";

    public override string Describe(RunSettings settings) =>
        ScenarioSentences.ArrivalStorm(settings.Clients, ManyRooms.SizeIn(settings));

    public override int ArrivalsAtOnce => int.MaxValue;

    public override void SetUp(Stage stage)
    {
        ManyRooms.FillRooms(stage, stage.Settings.Clients);
        stage.Meter.TimesDeliveries = false;
        stage.ClientArrived += _ =>
            stage.Meter.AddTime(Stopwatch.GetTimestamp() - _beganTicks);
    }

    public override void BeginArrivals(Stage stage) => _beganTicks = Stopwatch.GetTimestamp();

    /// <summary>
    /// The CPU limits how fast clients can connect, so the threshold grows with the number of
    /// clients.
    /// </summary>
    public override IEnumerable<Threshold> Thresholds(RunSettings settings) =>
    [
        Threshold.NoErrors,
        Threshold.FullReach,
        Threshold.P99(TimeSpan.FromSeconds(Math.Max(2, settings.Clients / 500.0))),
    ];
}
