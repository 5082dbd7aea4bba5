using LoadTests.Checking;
using LoadTests.Profiles;
using LoadTests.Reporting.Results;
using LoadTests.Scenarios;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>Makes the report of a scenario, for any runner.</summary>
internal static class ScenarioResult
{
    /// <summary>
    /// The fewest clients for which the memory per client is reported. With fewer, the memory of
    /// the program hides that of a client.
    /// </summary>
    private const int CrowdClients = 1000;

    public static ScenarioReport Make(
        Scenario scenario, Stage stage, Sampler sampler, ServerUnderTest? server, string pace)
    {
        RunSettings settings = stage.Settings;
        double seconds = stage.Meter.Seconds;
        if (server?.Ending() is { } ending)
        {
            stage.Checker.Count(ErrorKind.ServerEnded, ending);
        }

        var report = new ScenarioReport
        {
            Name = scenario.Name,
            Description = scenario.Describe(settings),
            Settings = ScenarioSentences.Settings(
                settings.Clients,
                pace,
                settings.Dialects.Name,
                settings.MessageBytes,
                Describe(settings, seconds),
                scenario.Remark(stage, sampler.Series)),
            Connections = stage.Swarm.MaxOpen,
            Seconds = seconds,
            Sent = stage.Meter.Sent,
            OfferedPerSecond = seconds > 0
                ? sampler.Offered?.CountUntil(seconds) / seconds
                : null,
            SendLagP99Us = stage.Meter.Lag.Count > 0 ? stage.Meter.Lag.Percentile(99) : null,
            Expected = stage.Meter.Expected,
            Received = stage.Meter.Received,
            Errors = stage.Checker.Errors(),
            Examples = stage.Checker.Examples,
            Latency = stage.Meter.Total.Summarise(),
            Series = sampler.Series,
            Server = sampler.Server,
            Hostile = scenario.Hostile,
            GeneratorCpuSeconds = sampler.OwnCpu.TotalSeconds,
            GeneratorBytes = sampler.OwnBytes,
            GeneratorBytesPerClient = stage.Swarm.MaxOpen < CrowdClients
                ? null
                : sampler.OwnBytesPerClient,
        };
        return report with
        {
            Thresholds = [.. scenario.Thresholds(settings).Select(t => t.Check(report))],
        };
    }

    /// <summary>Such as "open loop, ramp to 200 messages/s".</summary>
    public static string DescribeLoad(LoadShape shape, bool isClosed, double load) => isClosed
        ? ScenarioSentences.ClosedLoop(shape.Describe(load, ScenarioSentences.Senders(load)))
        : ScenarioSentences.OpenLoop(
            shape.Describe(load, ScenarioSentences.MessagesPerSecond));

    private static string Describe(RunSettings settings, double seconds) => seconds == 0
        ? ScenarioSentences.NothingMeasured
        : ScenarioSentences.Measured(
            seconds,
            settings.WarmUp.TotalSeconds,
            isEarly: seconds < 0.95 * settings.Duration.TotalSeconds);
}
