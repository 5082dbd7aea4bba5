using NBomber.Contracts.Metrics;
using NBomber.Contracts.Stats;

namespace NBomber.Engine;

/// <summary>The declaration of a threshold.</summary>
/// <param name="StepName">The name of the step. Empty: the whole scenario.</param>
/// <param name="Expression">The text of the condition.</param>
/// <param name="Holds">Checks the condition. The result is null when the step has not run.</param>
/// <param name="AbortWhenErrorCount">
/// The number of failed checks that end the test. Null: no number ends it.
/// </param>
/// <param name="StartAfter">The time of the first check.</param>
internal sealed record ThresholdCheck(
    string StepName,
    string Expression,
    Func<ScenarioStats, MetricStats, bool?> Holds,
    int? AbortWhenErrorCount,
    TimeSpan StartAfter);
