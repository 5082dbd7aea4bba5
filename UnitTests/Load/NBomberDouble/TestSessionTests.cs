using System.Collections.Concurrent;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using NBomber.Engine;
using Simulations = NBomber.CSharp.Simulation;

namespace UnitTests.Load.NBomberDouble;

/// <summary>Whole tests of the double, shorter than its rules allow.</summary>
internal sealed class TestSessionTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(10);

    [Test]
    public void Init_warm_up_load_and_clean_run_in_this_order()
    {
        var events = new ConcurrentQueue<string>();
        NodeStats stats = Run(Make(context =>
            {
                events.Enqueue(context.ScenarioInfo.ScenarioOperation.ToString());
                return Task.FromResult<IResponse>(Response.Ok());
            })
            .WithInit(_ => Note(events, "Init"))
            .WithClean(_ => Note(events, "Clean"))
            .WithWarmUpDuration(s_short)
            .WithLoadSimulations(Simulations.Inject(1, s_short, 2 * s_short)));
        Assert.That(events, Is.EqualTo(
            new[] { "Init", "WarmUp", "Bombing", "Bombing", "Clean" }));
        Assert.That(stats.ScenarioStats.Get("test").Ok.Request.Count, Is.EqualTo(2));
    }

    [Test]
    public void Open_load_does_not_wait_for_answers()
    {
        var all = new TaskCompletionSource();
        int running = 0;
        NodeStats stats = Run(Make(async _ =>
            {
                if (Interlocked.Increment(ref running) == 20)
                {
                    all.SetResult();
                }

                await all.Task;
                return Response.Ok();
            })
            .WithLoadSimulations(Simulations.Inject(5, s_short, 4 * s_short)));
        Assert.That(stats.ScenarioStats.Get("test").Ok.Request.Count, Is.EqualTo(20));
    }

    [Test]
    public void Closed_load_keeps_a_number_of_repeating_copies()
    {
        var numbers = new ConcurrentDictionary<int, long>();
        Run(Make(context =>
            {
                numbers[context.ScenarioInfo.InstanceNumber] = context.InvocationNumber;
                if (numbers.Count == 3 && numbers.Values.All(static n => n > 2))
                {
                    context.StopCurrentTest("seen enough");
                }

                return Task.FromResult<IResponse>(Response.Ok());
            })
            .WithLoadSimulations(Simulations.KeepConstant(3, s_long)));
        Assert.That(numbers, Has.Count.EqualTo(3));
    }

    [TestCase(true, 1)]
    [TestCase(false, 2)]
    public void Failed_step_ends_its_iteration_unless_that_is_off(bool restarts, int steps)
    {
        NodeStats stats = Run(Make(async context =>
            {
                await Step.Run("one", context, static () => Task.FromResult(Response.Fail()));
                return await Step.Run(
                    "two", context, static () => Task.FromResult(Response.Ok()));
            })
            .WithRestartIterationOnFail(restarts)
            .WithLoadSimulations(Simulations.Inject(1, s_short, s_short)));
        Assert.That(stats.ScenarioStats.Get("test").StepStats, Has.Length.EqualTo(steps));
    }

    [Test]
    public void Exception_of_a_step_is_a_failure_with_a_status_code()
    {
        NodeStats stats = Run(Make(context => Throw(context))
            .WithLoadSimulations(Simulations.Inject(1, s_short, s_short)));
        StatusCodeStats? code = stats.ScenarioStats.Get("test").StepStats.Get("one")
            .Fail.StatusCodes.Find("-101");
        Assert.That(code?.Message, Is.EqualTo("broken"));
    }

    [Test]
    public void Too_many_failures_stop_the_test()
    {
        NodeStats stats = Run(Make(static _ => Task.FromResult<IResponse>(Response.Fail()))
            .WithMaxFailCount(3)
            .WithLoadSimulations(Simulations.KeepConstant(1, s_long)));
        Assert.That(stats.ScenarioStats.Get("test").Fail.Request.Count, Is.EqualTo(3));
    }

    [Test]
    public void Threshold_that_failed_often_enough_stops_the_test()
    {
        NodeStats stats = Run(Make(static _ => Task.FromResult<IResponse>(Response.Fail()))
            .WithMaxFailCount(int.MaxValue)
            .WithThresholds(Threshold.Create(
                (ScenarioStats s) => s.Ok.Request.Count > 0, abortWhenErrorCount: 2))
            .WithLoadSimulations(Simulations.Inject(1, s_short, s_long)));
        Assert.That(stats.Thresholds.Single().ErrorCount, Is.GreaterThanOrEqualTo(2));
        Assert.That(stats.Duration, Is.LessThan(s_long / 2));
    }

    [Test]
    public void Reports_are_written_in_all_formats_and_name_the_double()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tcpchat-nbomber-");
        try
        {
            NodeStats stats = Run(
                Make(static _ => Task.FromResult<IResponse>(Response.Ok()))
                    .WithLoadSimulations(Simulations.Inject(1, s_short, s_short)),
                test => test.WithReportFolder(folder.FullName).WithReportFileName("it"));
            Assert.That(
                folder.EnumerateFiles().Select(static f => f.Name),
                Is.EquivalentTo(new[] { "it.csv", "it.html", "it.md", "it.txt" }));
            foreach (ReportFile file in stats.ReportFiles)
            {
                string text = File.ReadAllText(file.FilePath);
                bool isTable = file.ReportFormat == ReportFormat.Csv;
                Assert.That(text, Does.Contain(isTable ? "scenario,step" : "6.6.0 (double)"));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ScenarioProps Make(Func<IScenarioContext, Task<IResponse>> run) =>
        Scenario.Create("test", run).WithoutWarmUp();

    private static NodeStats Run(
        ScenarioProps scenario, Func<NBomberContext, NBomberContext>? change = null)
    {
        NBomberContext test = NBomberRunner.RegisterScenarios(scenario)
            .WithoutReports()
            .WithReportingInterval(s_short);
        if (change is not null)
        {
            test = change(test.WithReportFormats(Enum.GetValues<ReportFormat>()));
        }

        using var session = new TestSession(test);
        return session.Run();
    }

    private static Task Note(ConcurrentQueue<string> events, string what)
    {
        events.Enqueue(what);
        return Task.CompletedTask;
    }

    private static async Task<IResponse> Throw(IScenarioContext context) => await Step.Run<object>(
        "one", context, static () => throw new InvalidOperationException("broken"));
}
