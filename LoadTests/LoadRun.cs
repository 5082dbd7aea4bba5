using LoadTests.Reporting;
using LoadTests.Running;
using LoadTests.Scenarios;

namespace LoadTests;

/// <summary>One start of the program: runs what was asked for, and reports it.</summary>
internal sealed class LoadRun(LoadOptions options, TextWriter output, CancellationToken stop)
{
    private readonly ConsoleBar _bar = new(output, !Console.IsOutputRedirected);

    public int Run()
    {
        DateTime started = DateTime.UtcNow;
        output.WriteLine($"Runner: {RunnerName()}");
        RunReport report = Begin(started);
        if (options.Compares)
        {
            report = report with { Comparison = new Comparison(options, _bar, output, stop).Run() };
        }
        else if (options.Ladder is not null)
        {
            report = report with { Ladder = new Ladder(options, _bar, output, stop).Run() };
        }
        else
        {
            report = report with { Scenarios = [.. RunScenarios()] };
        }

        _bar.Clear();
        ConsoleSummary.Write(output, report);
        if (options.Reports is { } folder)
        {
            string name = $"{started:yyyy-MM-dd-HHmmss}";
            output.WriteLine(
                $"Report: {ReportFolder.Write(report, Path.Combine(folder, name))}");
        }

        if (stop.IsCancellationRequested)
        {
            output.WriteLine("Stopped before its end.");
            return ExitCode.Failed;
        }

        return report.HasPassed() ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>
    /// Starts a reactor with room for the clients and their visitors, and no deadline that is for
    /// people.
    /// </summary>
    /// <returns>Null when there is one already that is to be tested.</returns>
    public static ServerUnderTest? StartServer(
        LoadOptions options, Scenario scenario, RunSettings settings) =>
        options.Target is not null
            ? null
            : ServerUnderTest.Start(
                ServerKind.Reactor,
                [
                    "--limits", "off", "--log-level", "warning",
                    "--max-clients", $"{settings.Clients + 1000}",
                    .. scenario.ServerArguments,
                ]);

    private List<ScenarioReport> RunScenarios()
    {
        Scenario[] scenarios = options.Scenarios.Count > 0
            ? [.. options.Scenarios.Select(ScenarioCatalog.Make)]
            : [.. ScenarioCatalog.Tour()];
        var reports = new List<ScenarioReport>();
        foreach (Scenario scenario in scenarios)
        {
            if (stop.IsCancellationRequested)
            {
                break;
            }

            RunSettings settings = scenario.Adapt(options.Settings);
            using ServerUnderTest? server = StartServer(options, scenario, settings);
            var target = options.Target ?? server!.Address;
            ScenarioReport report = new BuiltInRunner(_bar).Run(
                scenario, options.Settings, target, server, stop);
            reports.Add(report);
            string mark = report.HasPassed() ? "✓" : "✗";
            output.WriteLine($"{mark} {report.Name}: {report.Settings}");
        }

        return reports;
    }

    private static string RunnerName() => "built-in";

    private static RunReport Begin(DateTime started) => new()
    {
        Runner = RunnerName(),
        Machine = Surroundings.Machine,
        Cores = Environment.ProcessorCount,
        DotNetVersion = Environment.Version.ToString(),
        Commit = Surroundings.Commit,
        StartedUtc = started,
    };
}
