using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using LoadTests.Failures;
using LoadTests.Profiles;
using LoadTests.Reporting.Results;
using LoadTests.Running;
using LoadTests.Scenarios;
using LoadTests.Sentences;
using LoadTests.Staging;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using NBomberScenario = NBomber.CSharp.Scenario;
using NBomberThreshold = NBomber.Contracts.Threshold;
using Scenario = LoadTests.Scenarios.Scenario;

namespace LoadTests.NBomber;

/// <summary>
/// Runs scenarios with NBomber. An iteration is one message, and ends when all recipients have
/// received it. The stage checks deliveries and measures latencies, as with the built-in runner. So
/// both runners make the same report. NBomber also writes its own.
/// </summary>
/// <param name="bar">Shows the arrivals and the wait for the last messages.</param>
/// <param name="arguments">Arguments of NBomber, such as <c>--license=KEY</c>.</param>
/// <param name="reports">The folder for NBomber's reports; null: none.</param>
internal sealed partial class NBomberAdapter(IProgressBar bar, string[] arguments, string? reports)
    : IScenarioRunner
{
    private const string StepName = "send";

    /// <summary>Metadata of the double: see Double/Double.csproj.</summary>
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
            RestartServer = server is null ? null : server.Restart,
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
            // As with the built-in runner, there is no measurement while clients are missing.
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

        // The function is one iteration. Init runs before the warm-up, and clean after the last
        // iteration. https://nbomber.com/docs/nbomber/scenario
        ScenarioProps props = NBomberScenario.Create(scenario.Name, async context =>
            {
                // Without this check, NBomber would continue to the end, with a time-out for each
                // message.
                if (cancellation.IsCancellationRequested || stage.Swarm.Open == 0)
                {
                    await ended.CancelAsync();
                    context.StopCurrentTest(RunSentences.NBomberStopped);
                    return Response.Ok(statusCode: "stopped");
                }

                if (context.ScenarioInfo.ScenarioOperation == ScenarioOperation.Bombing
                    && tickThread.BeginMeasurement())
                {
                    // After the load, NBomber waits for iterations. This limits the wait to our own
                    // drain timeout.
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
            // All errors of a broken server are counted, so no number of errors ends the run.
            .WithMaxFailCount(int.MaxValue)
            .WithThresholds(ThresholdsOf(settings));

        // NBomber rejects a warm-up of 0 ms.
        return settings.WarmUp > TimeSpan.Zero
            ? props.WithWarmUpDuration(settings.WarmUp)
            : props.WithoutWarmUp();
    }

    /// <summary>
    /// Sends a message in one step, which has its own figures:
    /// https://nbomber.com/docs/nbomber/step. The step reports our latency, which the receiving
    /// thread measures at the last delivery.
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
            return time is { } latency
                ? Response.Ok<object>(
                    payload: null!,
                    sizeBytes: stage.Settings.MessageBytes,
                    customLatencyMs: latency.TotalMilliseconds)
                : NotReceived();
        }
        catch (OperationCanceledException)
        {
            // A stopped run loses no message, because the stage checks the messages that were sent.
            return stopped.IsCancellationRequested
                ? Response.Ok<object>(payload: null!, statusCode: "stopped")
                : NotReceived();
        }
    }

    private static Response<object> NotReceived() =>
        Response.Fail<object>(statusCode: "lost", message: RunSentences.NBomberLost);

    private static void CancelAfter(CancellationTokenSource source, TimeSpan timeout)
    {
        try
        {
            source.CancelAfter(timeout);
        }
        catch (ObjectDisposedException)
        {
            // NBomber may cancel again after its end.
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
            // The result contains the thresholds.
            // https://nbomber.com/docs/nbomber/asserts_and_thresholds
            return test.Run(arguments).Thresholds ?? [];
        }
        catch (Exception e) when (e is not LoadTestException)
        {
            // NBomber is code of another project. After any exception, the run cannot continue.
            throw new LoadTestException(
                RunSentences.NBomberFailed(Name, scenario.Name, e.Message));
        }
    }

    // The lambdas are expression trees. NBomber prints their text.
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
            VerdictSentences.OfNBomber(Captured().Replace(result.CheckExpression, string.Empty)),
            result.IsFailed
                ? VerdictSentences.FailedTimes(result.ErrorCount, $"{result.ExceptionMsg}")
                : VerdictSentences.Holds,
            !result.IsFailed);

    /// <summary>The text before a captured variable in a printed expression.</summary>
    [GeneratedRegex(@"value\([^)]*\)\.")]
    private static partial Regex Captured();

    private static string Describe(Assembly assembly)
    {
        bool isDouble = assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Any(static a => a.Key == DoubleMark);
        return RunSentences.NBomber($"{assembly.GetName().Version?.ToString(3)}", isDouble);
    }
}
