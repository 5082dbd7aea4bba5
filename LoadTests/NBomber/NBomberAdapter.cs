using System.Net;
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
/// Has NBomber set the pace: an iteration is a message, over when all have heard it. What was
/// right and how long it took is counted by the stage, as under the built-in runner, so both
/// fill the same report; NBomber writes its own beside it.
/// </summary>
internal sealed class NBomberAdapter(IProgressBar bar, string[] arguments) : IScenarioRunner
{
    private const string Say = "say";

    public string Name =>
        $"NBomber {typeof(NBomberRunner).Assembly.GetName().Version?.ToString(3)}";

    public ScenarioReport Run(
        Scenario scenario,
        RunSettings settings,
        IPEndPoint address,
        ServerUnderTest? server,
        CancellationToken cancellation)
    {
        settings = scenario.Adapt(settings);
        using var stage = new Stage(settings, address)
        {
            OlderDoors = server?.OtherAddresses ?? [],
        };
        var sampler = new Sampler(stage, server);
        sampler.BeforeArrivals();
        scenario.Lay(stage);
        var builtIn = new BuiltInRunner(bar);
        TickThread tickThread = new TickThread(scenario, stage, sampler);
        AwaitableSends? sends = null;
        bool isClosed = settings.IsClosedLoop ?? scenario.IsClosedLoop;
        double rate = Math.Max(1, scenario.MessagesPerSecond(stage));

        // https://nbomber.com/docs/nbomber/scenario: the function is one iteration; init runs
        // before the warm-up, clean after the last iteration.
        ScenarioProps props = NBomberScenario.Create(scenario.Name, async context =>
            {
                if (context.ScenarioInfo.ScenarioOperation == ScenarioOperation.Bombing)
                {
                    tickThread.BeginMeasurement();
                }

                // https://nbomber.com/docs/nbomber/step: a step has figures of its own. Its time
                // is ours: it ends when the last one hears it, on the thread that reads.
                Response<object> said = await Step.Run(Say, context, async () =>
                {
                    TimeSpan? time = await sends!.SayAsync(cancellation);
                    return time is { } heard
                        ? Response.Ok<object>(
                            payload: null!,
                            sizeBytes: settings.MessageBytes,
                            customLatencyMs: heard.TotalMilliseconds)
                        : Response.Fail<object>(statusCode: "lost", message: "not all heard it");
                });
                return said;
            })
            .WithInit(_ =>
            {
                builtIn.Arrive(scenario, stage, cancellation);
                sends = new AwaitableSends(stage);
                tickThread.Start();
                return Task.CompletedTask;
            })
            .WithClean(_ =>
            {
                tickThread.Stop();
                builtIn.Drain(scenario, stage);
                return Task.CompletedTask;
            })
            .WithWarmUpDuration(settings.WarmUp)
            // https://nbomber.com/docs/nbomber/load-simulation: closed and open systems.
            .WithLoadSimulations(isClosed
                ? Simulation.KeepConstant(stage.Flows.Count, settings.Duration)
                : Simulation.Inject(
                    (int)rate, TimeSpan.FromSeconds(1), settings.Duration))
            // A broken server is to be counted to the end, and not stopped at.
            .WithMaxFailCount(int.MaxValue)
            .WithThresholds(ThresholdsOf(settings));

        // https://nbomber.com/docs/nbomber/asserts_and_thresholds: they are in the result.
        NodeStats stats = NBomberRunner
            .RegisterScenarios(props)
            .WithTestSuite("TcpChat")
            .WithTestName(scenario.Name)
            .Run(arguments);
        string pace = isClosed ? "closed loop" : $"open loop, {(int)rate} messages/s";
        ScenarioReport report = ScenarioResult.Make(scenario, stage, sampler, server, pace);
        return report with
        {
            Thresholds = [.. report.Thresholds, .. stats.Thresholds.Select(Tell)],
        };
    }

    // Lambdas are expression trees: values of this run are closed over as they are.
    private static NBomberThreshold[] ThresholdsOf(RunSettings settings)
    {
        double limitMs = settings.Latest.TotalMilliseconds;
        return
        [
            NBomberThreshold.Create(Say, step => step.Fail.Request.Count == 0),
            NBomberThreshold.Create(Say, step => step.Ok.Latency.MaxMs <= limitMs),
        ];
    }

    private static Reporting.Results.ThresholdResult Tell(
        global::NBomber.Contracts.Stats.ThresholdResult result) => new(
            $"NBomber: {result.CheckExpression}",
            result.IsFailed ? $"{result.ErrorCount} errors" : "holds",
            !result.IsFailed);
}
