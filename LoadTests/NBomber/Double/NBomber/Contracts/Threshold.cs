using System.Linq.Expressions;
using NBomber.Contracts.Metrics;
using NBomber.Contracts.Stats;
using NBomber.Engine;

namespace NBomber.Contracts;

/// <summary>A condition that has to hold during a test.</summary>
public class Threshold
{
    private Threshold(
        string stepName,
        LambdaExpression expression,
        Func<ScenarioStats, MetricStats, bool?> check,
        (int? AbortWhenErrorCount, TimeSpan? StartCheckAfter) limits) =>
        Check = new ThresholdCheck(
            stepName,
            expression.Body.ToString(),
            check,
            limits.AbortWhenErrorCount,
            limits.StartCheckAfter ?? TimeSpan.Zero);

    internal ThresholdCheck Check { get; }

    public static Threshold Create(
        Expression<Func<ScenarioStats, bool>> checkScenario,
        int? abortWhenErrorCount = null,
        TimeSpan? startCheckAfter = null)
    {
        Func<ScenarioStats, bool> check = checkScenario.Compile();
        return new Threshold(
            "", checkScenario, (s, _) => check(s), (abortWhenErrorCount, startCheckAfter));
    }

    public static Threshold Create(
        string stepName,
        Expression<Func<StepStats, bool>> checkStep,
        int? abortWhenErrorCount = null,
        TimeSpan? startCheckAfter = null)
    {
        Func<StepStats, bool> check = checkStep.Compile();
        return new Threshold(
            stepName,
            checkStep,
            (s, _) => Array.Find(s.StepStats, one => one.StepName == stepName) is { } step
                ? check(step)
                : null,
            (abortWhenErrorCount, startCheckAfter));
    }

    public static Threshold Create(
        Expression<Func<MetricStats, bool>> checkMetric,
        int? abortWhenErrorCount = null,
        TimeSpan? startCheckAfter = null)
    {
        Func<MetricStats, bool> check = checkMetric.Compile();
        return new Threshold(
            "", checkMetric, (_, m) => check(m), (abortWhenErrorCount, startCheckAfter));
    }
}
