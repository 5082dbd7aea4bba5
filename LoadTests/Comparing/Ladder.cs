using LoadTests.Measuring;
using LoadTests.Options;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Running;
using LoadTests.Scenarios;
using LoadTests.Sentences;
using LoadTests.Staging;
using Spectre.Console;

namespace LoadTests.Comparing;

/// <summary>Increases a load until an objective fails, to find the capacity.</summary>
internal sealed class Ladder(
    LoadOptions options, IProgressBar bar, IAnsiConsole console, CancellationToken stop)
{
    /// <summary>Messages per second while the number of clients grows.</summary>
    private const double Rate = 20;

    private const double HighestRate = 1_000_000;

    private readonly bool _growsClients = options.Ladder == "clients";
    private readonly List<LadderStep> _steps = [];

    public LadderReport Run()
    {
        LadderSearch search = _growsClients
            ? new LadderSearch(
                100,
                Math.Min(RunSettings.MaxClients, Descriptors.Clients ?? int.MaxValue))
            : new LadderSearch(50, HighestRate);
        while (!search.IsOver && !stop.IsCancellationRequested)
        {
            bool hasHeld = RunStep(search.Next, search.IsRepeating);
            if (!stop.IsCancellationRequested)
            {
                search.Report(hasHeld);
            }
        }

        return new LadderReport
        {
            Objective = VerdictSentences.Objective(options.Objective.TotalMilliseconds),
            Unit = Unit,
            Settings = ScenarioSentences.LadderSettings(
                Make().Name,
                _growsClients
                    ? ScenarioSentences.RateOf(RateOrDefault())
                    : ScenarioSentences.ClientsOf(options.Settings.Clients),
                options.Settings.Duration.TotalSeconds),
            P99LimitUs = options.Objective.TotalMicroseconds,
            Steps = _steps,
            Capacity = search.Capacity,
            IsRepeated = search.IsRepeated,
        };
    }

    /// <summary>The figures of one step.</summary>
    public static LadderStep StepOf(double load, ScenarioReport report) => new(
        load,
        report.Latency.Count > 0 ? report.Latency.P99Us : null,
        report.Expected - report.Received,
        report.HasPassed())
    {
        DeliveriesPerSecond = PerSecond(report, report.Received),
        ServerCpuPercent = PerSecond(report, 100 * report.Server?.CpuSeconds),
        GeneratorCpuPercent = PerSecond(report, 100 * report.GeneratorCpuSeconds),
    };

    private bool RunStep(double load, bool isRepeat)
    {
        RunSettings settings = options.Settings with
        {
            Clients = _growsClients ? (int)load : options.Settings.Clients,
            Rate = _growsClients ? RateOrDefault() : load,
            P99Limit = options.Objective,
            IsClosedLoop = false,
        };
        Scenario scenario = Make();
        using ServerUnderTest? server = ScenarioServer.Start(options, scenario, settings);
        ScenarioReport report = new BuiltInRunner(bar).Run(
            scenario, settings, options.Target ?? server!.Address, server, stop);
        LadderStep step = StepOf(load, report) with { IsRepeat = isRepeat };
        if (stop.IsCancellationRequested)
        {
            // An unfinished step has no result.
            return false;
        }

        _steps.Add(step);
        console.WriteLine(RunSentences.LadderStep(
            step.HasPassed ? "✓" : "✗",
            ChartSentences.LoadOf($"{load:N0}", Unit) + (isRepeat ? ReportSentences.Again : ""),
            Figures.Time(step.P99Us),
            step.DeliveriesPerSecond,
            step.Lost,
            report.Examples.Count > 0 ? report.Examples[0] : null));
        return step.HasPassed;
    }

    /// <returns>
    /// The value per second. Null when nothing was measured, because not all clients could connect.
    /// </returns>
    private static double? PerSecond(ScenarioReport report, double? what) =>
        report.Seconds > 0 ? what / report.Seconds : null;

    private string Unit =>
        _growsClients ? ScenarioSentences.Clients : ScenarioSentences.MessagesPerSecond;

    private double RateOrDefault() => options.Settings.Rate > 0 ? options.Settings.Rate : Rate;

    private Scenario Make() => options.Scenarios.Count > 0
        ? ScenarioCatalog.Make(options.Scenarios[0])
        : new RoomFanOut();
}
