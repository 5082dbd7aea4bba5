using LoadTests.Reporting.Verdicts;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>An ordinary load for a long time. The memory of the server must not grow.</summary>
internal sealed class Soak : Scenario
{
    private readonly Churn _churn = new();

    public override string Name => "soak";

    public override string Describe(RunSettings settings) =>
        ScenarioSentences.Soak(ManyRooms.SizeIn(settings));

    public override bool IsInTour => false;

    public override void SetUp(Stage stage) => _churn.SetUp(stage);

    public override void Tick(Stage stage, long nowTicks) => _churn.Tick(stage, nowTicks);

    public override bool Settle(Stage stage) => _churn.Settle(stage);

    public override double MessagesPerSecond(Stage stage) => _churn.MessagesPerSecond(stage);

    public override IEnumerable<Threshold> Thresholds(RunSettings settings) =>
        [.. base.Thresholds(settings), Threshold.FlatMemory(0.2)];
}
