using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using NBomber.Engine;

namespace UnitTests.Load.NBomberDouble;

/// <summary>The double's figures.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RecorderTests
{
    private readonly Recorder _recorder = new();

    [Test]
    public void Latencies_rates_and_sizes_are_those_of_the_responses()
    {
        for (int ms = 1; ms <= 100; ms++)
        {
            _recorder.AddStep("say", Response.Ok(sizeBytes: ms), ms);
        }

        MeasurementStats ok = Build(TimeSpan.FromSeconds(10)).StepStats.Get("say").Ok;
        Assert.That(ok.Request.Count, Is.EqualTo(100));
        Assert.That(ok.Request.RPS, Is.EqualTo(10));
        Assert.That(ok.Latency.MinMs, Is.EqualTo(1));
        Assert.That(ok.Latency.MeanMs, Is.EqualTo(50.5));
        Assert.That(ok.Latency.MaxMs, Is.EqualTo(100));
        Assert.That(ok.Latency.Percent50, Is.EqualTo(50));
        Assert.That(ok.Latency.Percent75, Is.EqualTo(75));
        Assert.That(ok.Latency.Percent95, Is.EqualTo(95));
        Assert.That(ok.Latency.Percent99, Is.EqualTo(99));
        Assert.That(ok.Latency.StdDev, Is.EqualTo(28.866).Within(0.001));
        Assert.That(ok.DataTransfer.MinBytes, Is.EqualTo(1));
        Assert.That(ok.DataTransfer.MeanBytes, Is.EqualTo(50));
        Assert.That(ok.DataTransfer.MaxBytes, Is.EqualTo(100));
        Assert.That(ok.DataTransfer.AllBytes, Is.EqualTo(5050));
        Assert.That(ok.DataTransfer.BytesPerSecond, Is.EqualTo(505));
    }

    [Test]
    public void Latency_of_the_response_overrides_the_measured_one()
    {
        _recorder.AddStep("say", Response.Ok(customLatencyMs: 7), 100);
        Assert.That(Build().StepStats.Get("say").Ok.Latency.MaxMs, Is.EqualTo(7));
    }

    [Test]
    public void Status_codes_have_counts_and_their_share_of_all_responses()
    {
        _recorder.AddStep("say", Response.Ok(statusCode: "200"), 1);
        _recorder.AddStep("say", Response.Ok(statusCode: "200"), 1);
        _recorder.AddStep("say", Response.Ok(statusCode: "200"), 1);
        _recorder.AddStep("say", Response.Fail(statusCode: "lost", message: "why"), 1);
        StepStats step = Build().StepStats.Get("say");
        Assert.That(step.Ok.StatusCodes.Find("200")!.Percent, Is.EqualTo(75));
        StatusCodeStats lost = step.Fail.StatusCodes.Find("lost")!;
        Assert.That(
            (lost.Count, lost.Percent, lost.IsError, lost.Message),
            Is.EqualTo((1, 25, true, "why")));
        Assert.That(step.Fail.Request.Percent, Is.EqualTo(25));
    }

    [Test]
    public void Scenario_has_the_figures_of_its_steps_or_optionally_of_its_iterations()
    {
        _recorder.AddStep("one", Response.Ok(), 1);
        _recorder.AddStep("two", Response.Ok(), 2);
        _recorder.AddIteration(Response.Ok(), 3, isCountedAlready: false);
        Assert.That(Build().Ok.Request.Count, Is.EqualTo(2));
        Assert.That(Build(countsIterations: true).Ok.Request.Count, Is.EqualTo(1));
        Assert.That(Build(countsIterations: true).Ok.Latency.MaxMs, Is.EqualTo(3));
    }

    [Test]
    public void Failed_step_counts_as_one_failure()
    {
        _recorder.AddStep("one", Response.Fail(), 1);
        _recorder.AddIteration(Response.Fail(), 1, isCountedAlready: true);
        _recorder.AddIteration(Response.Fail(), 1, isCountedAlready: false);
        Assert.That(_recorder.Fails, Is.EqualTo(2));
    }

    [Test]
    public void Figures_without_responses_are_zero()
    {
        ScenarioStats stats = Build();
        Assert.That(stats.Ok.Latency.Percent99, Is.Zero);
        Assert.That(stats.Fail.Request.Percent, Is.Zero);
        Assert.That(stats.StepStats, Is.Empty);
    }

    private ScenarioStats Build(TimeSpan? duration = null, bool countsIterations = false) =>
        _recorder.Build(
            "test",
            OperationType.Complete,
            duration ?? TimeSpan.FromSeconds(1),
            countsIterations);
}
