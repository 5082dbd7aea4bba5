using LoadTests.Reporting;
using LoadTests.Scenarios;

namespace LoadTests.Running;

/// <summary>Puts together what a run of a scenario has shown, whoever ran it.</summary>
internal static class ScenarioResult
{
    public static ScenarioReport Make(
        Scenario scenario, Stage stage, Sampler sampler, string pace)
    {
        RunSettings settings = stage.Settings;
        string? remark = scenario.Remark(stage, sampler.Series);
        var report = new ScenarioReport
        {
            Name = scenario.Name,
            Description = scenario.Description,
            Settings = $"{settings.Clients:N0} clients, {pace}, {settings.Dialect.Name}, "
                + $"{settings.MessageBytes} bytes, {settings.Duration.TotalSeconds:0.#} s after "
                + $"{settings.WarmUp.TotalSeconds:0.#} s"
                + (remark is null ? string.Empty : $"; {remark}"),
            Connections = stage.Swarm.MostOpen,
            Seconds = settings.Duration.TotalSeconds,
            Sent = stage.Meter.Sent,
            Expected = stage.Meter.Expected,
            Received = stage.Meter.Received,
            Errors = stage.Checker.Errors(),
            Latency = stage.Meter.Total.Summarise(),
            Series = sampler.Series,
            Server = sampler.Server,
            GeneratorCpuSeconds = sampler.OwnCpu.TotalSeconds,
        };
        return report with
        {
            Thresholds = [.. scenario.Thresholds(settings).Select(t => t.Check(report))],
        };
    }
}
