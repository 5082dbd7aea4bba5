using NBomber.Contracts.Metrics;
using NBomber.Contracts.Stats;

namespace NBomber.Engine;

/// <summary>Counts the failed checks of a threshold in one test.</summary>
internal sealed class ThresholdState(string scenario, ThresholdCheck check)
{
    private int _errors;
    private string _exception = "";

    /// <returns>True when the failed checks have to end the test.</returns>
    public bool Check(ScenarioStats stats, MetricStats metrics, bool isLast)
    {
        if (stats.Duration < check.StartAfter)
        {
            return false;
        }

        try
        {
            bool? holds = check.Holds(stats, metrics);
            if (holds is null && isLast)
            {
                _exception = $"The step {check.StepName} never ran.";
            }

            _errors += holds ?? !isLast ? 0 : 1;
        }
        catch (Exception e)
        {
            // The condition is the user's code, so any exception is a failed check.
            _exception = e.Message;
            _errors++;
        }

        return _errors >= check.AbortWhenErrorCount;
    }

    public ThresholdResult Result() => new()
    {
        ScenarioName = scenario,
        StepName = check.StepName,
        CheckExpression = check.Expression,
        ExceptionMsg = _exception,
        ErrorCount = _errors,
        IsFailed = _errors > 0,
    };
}
