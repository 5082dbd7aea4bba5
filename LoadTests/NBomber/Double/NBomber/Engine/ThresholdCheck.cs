using NBomber.Contracts.Metrics;
using NBomber.Contracts.Stats;

namespace NBomber.Engine;

/// <summary>The declaration of a threshold.</summary>
/// <param name="StepName">Empty: the scenario.</param>
/// <param name="Expression">The text of the condition.</param>
/// <param name="Holds">Checks the condition; null: the step has not run.</param>
/// <param name="AbortWhenErrorCount">Failed checks that end the test; null: none.</param>
/// <param name="StartAfter">The time of the first check.</param>
internal sealed record ThresholdCheck(
    string StepName,
    string Expression,
    Func<ScenarioStats, MetricStats, bool?> Holds,
    int? AbortWhenErrorCount,
    TimeSpan StartAfter);
