using LoadTests.Comparing;
using LoadTests.Failures;
using LoadTests.Measuring;
using LoadTests.Options;
using LoadTests.Reporting;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Terminal;
using LoadTests.Running;
using LoadTests.Scenarios;
using LoadTests.Sentences;
using LoadTests.Staging;
using Spectre.Console;

namespace LoadTests;

/// <summary>One run of the program: runs the requested tests and reports them.</summary>
internal sealed class LoadRun
{
    private readonly LoadOptions _options;
    private readonly IAnsiConsole _console;
    private readonly CancellationToken _stop;
    private readonly LiveProgress _bar;
    private readonly IScenarioRunner _runner;

    /// <exception cref="LoadTestException">The requested runner is not available.</exception>
    public LoadRun(LoadOptions options, IAnsiConsole console, CancellationToken stop)
    {
        (_options, _console, _stop) = (options, console, stop);
        _bar = new LiveProgress(console);
        _runner = Runners.Make(options, _bar);
    }

    /// <exception cref="LoadTestException">The run cannot start or continue.</exception>
    public int Run()
    {
        try
        {
            return RunAll();
        }
        finally
        {
            // The progress bar hides the cursor.
            _bar.Clear();
        }
    }

    private int RunAll()
    {
        if (_options.Reports is { } reports)
        {
            // The folder is checked now, because an error after minutes of measuring is too late.
            ReportFolder.Prepare(reports);
        }

        DateTime started = DateTime.UtcNow;
        _console.WriteLine(RunSentences.Runner(_runner.Name));
        RunReport report = Begin(started);
        if (_options.Compares)
        {
            var comparison = new Comparison(_options, _bar, _console, _stop);
            report = report with { Comparison = comparison.Run() };
        }
        else if (_options.Ladder is not null)
        {
            report = report with { Ladder = new Ladder(_options, _bar, _console, _stop).Run() };
        }
        else
        {
            report = report with { Scenarios = [.. RunScenarios()] };
        }

        _bar.Clear();
        ConsoleSummary.Write(_console, report);
        if (_options.Reports is { } folder)
        {
            string name = $"{started:yyyy-MM-dd-HHmmss}";
            string page = ReportFolder.Write(report, Path.Combine(folder, name));

            // The console would break a long path into lines.
            _console.Profile.Out.Writer.WriteLine(RunSentences.Report(page));
        }

        if (_stop.IsCancellationRequested)
        {
            _console.WriteLine(RunSentences.StoppedEarly);
            return LoadTestExitCode.Failed;
        }

        return report.HasPassed() ? LoadTestExitCode.Done : LoadTestExitCode.Failed;
    }

    private List<ScenarioReport> RunScenarios()
    {
        Scenario[] scenarios = _options.Scenarios.Count > 0
            ? [.. _options.Scenarios.Select(ScenarioCatalog.Make)]
            : [.. ScenarioCatalog.Tour()];
        var reports = new List<ScenarioReport>();
        foreach (Scenario scenario in scenarios)
        {
            if (_stop.IsCancellationRequested)
            {
                break;
            }

            ScenarioReport report = scenario.Without is null
                ? RunOne(scenario)
                : PairedRounds.Run(
                    () => ScenarioCatalog.Make(scenario.Name),
                    _options.Rounds,
                    _options.Settings.P99Floor,
                    RunOne,
                    _stop);
            reports.Add(report);
            string mark = report.HasPassed() ? "✓" : "✗";
            _console.WriteLine(RunSentences.ScenarioEnded(mark, report.Name, report.Settings));
        }

        return reports;
    }

    private ScenarioReport RunOne(Scenario scenario)
    {
        RunSettings settings = scenario.Adapt(_options.Settings);
        Descriptors.Require(scenario.Connections(settings));
        using ServerUnderTest? server = ScenarioServer.Start(_options, scenario, settings);
        var target = _options.Target ?? server!.Address;
        ScenarioReport report = _runner.Run(scenario, _options.Settings, target, server, _stop);
        return _options.HasLimits || (scenario.KeepsLimits && server is not null)
            ? report with { Settings = report.Settings + RunSentences.LimitsOn }
            : report;
    }

    private RunReport Begin(DateTime started) => new()
    {
        Command = _options.Command,
        Runner = _runner.Name,
        Machine = TestEnvironment.Machine,
        Cores = Environment.ProcessorCount,
        DotNetVersion = Environment.Version.ToString(),
        Commit = TestEnvironment.Commit,
        StartedUtc = started,
    };
}
