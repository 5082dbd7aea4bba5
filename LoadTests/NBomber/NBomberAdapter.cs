using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using LoadTests.Failures;
using LoadTests.Profiles;
using LoadTests.Reporting.Results;
using LoadTests.Running;
using LoadTests.Scenarios;
using LoadTests.Staging;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using NBomberScenario = NBomber.CSharp.Scenario;
using NBomberThreshold = NBomber.Contracts.Threshold;
using Scenario = LoadTests.Scenarios.Scenario;

namespace LoadTests.NBomber;

/// <summary>
/// Has NBomber set the pace: an iteration is a message, over when all have received it. What was
/// right and how long it took is counted by the stage, as under the built-in runner, so both
/// fill the same report; NBomber writes its own beside it.
/// </summary>
/// <param name="bar">Shows arrivals and the last messages.</param>
/// <param name="arguments">NBomber's own, such as <c>--license=KEY</c>.</param>
/// <param name="reports">Where NBomber's reports go; null: nowhere.</param>
internal sealed partial class NBomberAdapter(IProgressBar bar, string[] arguments, string? reports)
    : IScenarioRunner
{
    private const string StepName = "send";

    /// <summary>The double has it in its metadata: see Double/Double.csproj.</summary>
    private const string DoubleMark = "IsNBomberDouble";

    private readonly string? _folder = reports is null
        ? null
        : Path.Combine(reports, "nbomber", $"{DateTime.UtcNow:yyyy-MM-dd-HHmmss}");

    private int _runs;

    public string Name { get; } = Describe(typeof(NBomberRunner).Assembly);

    public ScenarioReport Run(
        Scenario scenario,
        RunSettings settings,
        IPEndPoint address,
        ServerUnderTest? server,
        CancellationToken cancellation)
    {
        settings = scenario.Adapt(NBomberPace.Fit(settings));
        using var stage = new Stage(settings, address)
        {
            LegacyAddresses = server?.OtherAddresses ?? [],
        };
        var sampler = new Sampler(stage, server);
        sampler.BeforeArrivals();
        scenario.SetUp(stage);
        var builtIn = new BuiltInRunner(bar);
        builtIn.Arrive(scenario, stage, cancellation);
        bool isClosed = settings.IsClosedLoop ?? scenario.IsClosedLoop;
        double load = isClosed ? stage.Flows.Count : scenario.MessagesPerSecond(stage);
        LoadProfile profile = settings.Profile.For(load, settings.Duration);
        NBomberPace pace = isClosed
            ? NBomberPace.Closed(profile, stage.Flows.Count)
            : NBomberPace.Open(profile);
        sampler.Offered = isClosed ? null : profile;
        IReadOnlyList<Reporting.Results.ThresholdResult> thresholds = [];
        using (var tickThread = new TickThread(scenario, stage, sampler))
        {
            // As under the built-in runner: with clients missing there is nothing to measure.
            if (stage.Failed == 0 && !cancellation.IsCancellationRequested)
            {
                bar.Clear();
                using var ended =
                    CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                ScenarioProps props =
                    Build(scenario, stage, tickThread, pace, ended, cancellation);
                thresholds = [.. RunNBomber(scenario, props).Select(Describe)];
            }
        }

        builtIn.Drain(scenario, stage);
        bar.Clear();
        ScenarioReport report = ScenarioResult.Make(
            scenario,
            stage,
            sampler,
            server,
            ScenarioResult.DescribeLoad(settings.Profile, isClosed, load));
        return report with { Thresholds = [.. report.Thresholds, .. thresholds] };
    }

    private static ScenarioProps Build(
        Scenario scenario,
        Stage stage,
        TickThread tickThread,
        NBomberPace pace,
        CancellationTokenSource ended,
        CancellationToken cancellation)
    {
        RunSettings settings = stage.Settings;
        var sends = new AwaitableSends(stage, pace.IsOpen);

        // https://nbomber.com/docs/nbomber/scenario: the function is one iteration; init runs
        // before the warm-up, clean after the last iteration.
        ScenarioProps props = NBomberScenario.Create(scenario.Name, async context =>
            {
                // NBomber would go on to the end of its time, one time-out after the other.
                if (cancellation.IsCancellationRequested || stage.Swarm.Open == 0)
                {
                    await ended.CancelAsync();
                    context.StopCurrentTest("the run was stopped, or no connection is left");
                    return Response.Ok(statusCode: "stopped");
                }

                if (context.ScenarioInfo.ScenarioOperation == ScenarioOperation.Bombing
                    && tickThread.BeginMeasurement())
                {
                    // NBomber ends the load and then waits for iterations: not longer than we do.
                    context.ScenarioCancellationToken.Register(
                        () => CancelAfter(ended, settings.DrainTimeout));
                }

                return await Step.Run(StepName, context, () => SendAsync(
                    sends, stage, ended.Token, cancellation));
            })
            .WithInit(_ =>
            {
                tickThread.Start();
                return Task.CompletedTask;
            })
            .WithClean(_ =>
            {
                tickThread.Stop();
                return Task.CompletedTask;
            })
            .WithLoadSimulations(pace.Simulations)
            // A broken server is to be counted to the end, and not stopped at.
            .WithMaxFailCount(int.MaxValue)
            .WithThresholds(ThresholdsOf(settings));

        // A timer of 0 ms is an error in NBomber.
        return settings.WarmUp > TimeSpan.Zero
            ? props.WithWarmUpDuration(settings.WarmUp)
            : props.WithoutWarmUp();
    }

    /// <summary>
    /// https://nbomber.com/docs/nbomber/step: a step has figures of its own. Its time is ours: it
    /// ends when the last one has received the message, on the thread that reads.
    /// </summary>
    private static async Task<Response<object>> SendAsync(
        AwaitableSends sends,
        Stage stage,
        CancellationToken ended,
        CancellationToken stopped)
    {
        try
        {
            TimeSpan? time = await sends.SendAsync(ended);
            return time is { } heard
                ? Response.Ok<object>(
                    payload: null!,
                    sizeBytes: stage.Settings.MessageBytes,
                    customLatencyMs: heard.TotalMilliseconds)
                : NotReceived();
        }
        catch (OperationCanceledException)
        {
            // Of a run that was stopped no message is lost: the stage judges what was sent.
            return stopped.IsCancellationRequested
                ? Response.Ok<object>(payload: null!, statusCode: "stopped")
                : NotReceived();
        }
    }

    private static Response<object> NotReceived() =>
        Response.Fail<object>(statusCode: "lost", message: "not all received it");

    private static void CancelAfter(CancellationTokenSource source, TimeSpan timeout)
    {
        try
        {
            source.CancelAfter(timeout);
        }
        catch (ObjectDisposedException)
        {
            // NBomber may cancel once more when it is through.
        }
    }

    private global::NBomber.Contracts.Stats.ThresholdResult[] RunNBomber(
        Scenario scenario, ScenarioProps props)
    {
        NBomberContext test = NBomberRunner
            .RegisterScenarios(props)
            .WithTestSuite("TcpChat")
            .WithTestName(scenario.Name);
        test = _folder is null
            ? test.WithoutReports()
            : test.WithReportFolder(_folder).WithReportFileName($"{++_runs:00}-{scenario.Name}");
        try
        {
            // https://nbomber.com/docs/nbomber/asserts_and_thresholds: they are in the result.
            return test.Run(arguments).Thresholds ?? [];
        }
        catch (Exception e) when (e is not LoadTestException)
        {
            // Another program's code: whatever it throws, the run cannot go on.
            throw new LoadTestException(
                $"{Name} did not run {scenario.Name}: {e.Message} --runner builtin does without.");
        }
    }

    // Lambdas are expression trees: values of this run are closed over as they are.
    private static NBomberThreshold[] ThresholdsOf(RunSettings settings)
    {
        double limitMs = settings.Latest.TotalMilliseconds;
        return
        [
            NBomberThreshold.Create(StepName, step => step.Fail.Request.Count == 0),
            NBomberThreshold.Create(StepName, step => step.Ok.Latency.MaxMs <= limitMs),
        ];
    }

    private static Reporting.Results.ThresholdResult Describe(
        global::NBomber.Contracts.Stats.ThresholdResult result) => new(
            $"NBomber: {Captured().Replace(result.CheckExpression, string.Empty)}",
            result.IsFailed ? $"{result.ErrorCount} errors {result.ExceptionMsg}" : "holds",
            !result.IsFailed);

    /// <summary>How an expression names what a lambda has captured, before the variable.</summary>
    [GeneratedRegex(@"value\([^)]*\)\.")]
    private static partial Regex Captured();

    private static string Describe(Assembly assembly)
    {
        bool isDouble = assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Any(static a => a.Key == DoubleMark);
        return $"NBomber {assembly.GetName().Version?.ToString(3)}"
            + (isDouble ? " (double)" : string.Empty);
    }
}
