using NBomber.Contracts;
using NBomber.Contracts.Metrics;
using NBomber.Contracts.Stats;
using NBomber.Engine;

namespace UnitTests.Load.NBomberDouble;

/// <summary>The state of a threshold after each check.</summary>
internal sealed class ThresholdStateTests
{
    private static readonly MetricStats s_noMetrics = new();

    [Test]
    public void Threshold_that_holds_has_no_errors()
    {
        var state = State(Threshold.Create((ScenarioStats s) => s.Ok.Request.Count == 0));
        Assert.That(state.Check(Stats(1), s_noMetrics, isLast: true), Is.False);
        Assert.That(state.Result().IsFailed, Is.False);
        Assert.That(state.Result().CheckExpression, Does.Contain("Ok.Request.Count == 0"));
    }

    [Test]
    public void Test_ends_at_the_error_count_and_not_before()
    {
        var state = State(Threshold.Create(
            (ScenarioStats s) => s.Ok.Request.Count > 0, abortWhenErrorCount: 2));
        Assert.That(state.Check(Stats(1), s_noMetrics, isLast: false), Is.False);
        Assert.That(state.Check(Stats(2), s_noMetrics, isLast: false), Is.True);
        Assert.That(state.Result().ErrorCount, Is.EqualTo(2));
    }

    [Test]
    public void Failure_without_an_error_count_does_not_end_the_test()
    {
        var state = State(Threshold.Create((ScenarioStats s) => s.Ok.Request.Count > 0));
        Assert.That(state.Check(Stats(1), s_noMetrics, isLast: false), Is.False);
        Assert.That(state.Result().IsFailed, Is.True);
    }

    [Test]
    public void Threshold_is_not_checked_before_its_time()
    {
        var state = State(Threshold.Create(
            (ScenarioStats s) => s.Ok.Request.Count > 0, startCheckAfter: TimeSpan.FromSeconds(2)));
        state.Check(Stats(1.9), s_noMetrics, isLast: false);
        Assert.That(state.Result().ErrorCount, Is.Zero);
        state.Check(Stats(2), s_noMetrics, isLast: false);
        Assert.That(state.Result().ErrorCount, Is.EqualTo(1));
    }

    [Test]
    public void Condition_that_throws_is_an_error_with_its_message()
    {
        int[] none = [];
        var state = State(Threshold.Create((ScenarioStats s) => none[0] == 1));
        state.Check(Stats(1), s_noMetrics, isLast: false);
        Assert.That(state.Result().IsFailed, Is.True);
        Assert.That(state.Result().ExceptionMsg, Is.Not.Empty);
    }

    [Test]
    public void Step_that_never_ran_is_an_error_only_at_the_end()
    {
        var state = State(Threshold.Create("say", step => step.Fail.Request.Count == 0));
        state.Check(Stats(1), s_noMetrics, isLast: false);
        Assert.That(state.Result().IsFailed, Is.False);
        state.Check(Stats(2), s_noMetrics, isLast: true);
        Assert.That(state.Result().ExceptionMsg, Is.EqualTo("The step say never ran."));
    }

    [Test]
    public void Metric_can_have_a_threshold()
    {
        var metrics = new MetricRegistry();
        var counter = Metric.CreateCounter("heard", "messages");
        metrics.Add("test", counter);
        counter.Add(2);
        var state = State(Threshold.Create((MetricStats m) => m.Counters.Get("heard").Value > 2));
        state.Check(Stats(1), metrics.Build(), isLast: true);
        Assert.That(state.Result().IsFailed, Is.True);
    }

    private static ThresholdState State(Threshold threshold) => new("test", threshold.Check);

    private static ScenarioStats Stats(double seconds)
    {
        var recorder = new Recorder();
        return recorder.Build(
            "test", OperationType.Bombing, TimeSpan.FromSeconds(seconds), countsIterations: false);
    }
}
