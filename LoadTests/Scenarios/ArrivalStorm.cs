using System.Diagnostics;
using LoadTests.Reporting.Verdicts;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>All come at the same moment, as after a network was gone.</summary>
internal sealed class ArrivalStorm : Scenario
{
    private long _beganTicks;

    public override string Name => "arrival-storm";

    public override string Describe(RunSettings settings) =>
        $"All {settings.Clients:N0} connect at the same moment, and the time until each is let in "
        + $"is measured. Then rooms of {ManyRooms.SizeIn(settings)} talk.";

    public override int ArrivalsAtOnce => int.MaxValue;

    public override void SetUp(Stage stage)
    {
        ManyRooms.FillRooms(stage, stage.Settings.Clients);
        stage.Meter.TimesDeliveries = false;
        stage.ClientArrived += _ =>
            stage.Meter.AddTime(Stopwatch.GetTimestamp() - _beganTicks);
    }

    public override void BeginArrivals(Stage stage) => _beganTicks = Stopwatch.GetTimestamp();

    /// <summary>Arrivals take as long as they take: a storm is bound by the processor.</summary>
    public override IEnumerable<Threshold> Thresholds(RunSettings settings) =>
    [
        Threshold.NoErrors,
        Threshold.FullReach,
        Threshold.P99(TimeSpan.FromSeconds(Math.Max(2, settings.Clients / 500.0))),
    ];
}
