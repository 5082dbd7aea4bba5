using NBomber.Contracts.Metrics;
using NBomber.Contracts.Stats;

namespace NBomber.Engine;

/// <summary>A threshold as it is declared.</summary>
/// <param name="StepName">Empty: of the scenario.</param>
/// <param name="Expression">The condition as text.</param>
/// <param name="Holds">Null: the step has not run.</param>
/// <param name="AbortWhenErrorCount">So many failed checks end the test; null: none do.</param>
/// <param name="StartAfter">It is not checked before.</param>
internal sealed record ThresholdCheck(
    string StepName,
    string Expression,
    Func<ScenarioStats, MetricStats, bool?> Holds,
    int? AbortWhenErrorCount,
    TimeSpan StartAfter);
