using LoadTests.Reporting;
using LoadTests.Running;
using LoadTests.Scenarios;

namespace LoadTests;

/// <summary>
/// A load that grows until an objective breaks: doubled while it holds, then halved towards the
/// place where it broke.
/// </summary>
internal sealed class Ladder(
    LoadOptions options, IProgressBar bar, TextWriter output, CancellationToken stop)
{
    /// <summary>Messages a second while the number of clients grows.</summary>
    private const double Rate = 20;

    /// <summary>How close the capacity is told: to an eighth of itself.</summary>
    private const double Closeness = 1.125;

    /// <summary>Clients of one process: a descriptor each, and systems allow 20,000.</summary>
    private const int MostClients = 15_000;

    private const double HighestRate = 1_000_000;

    private readonly bool _growsClients = options.Ladder == "clients";
    private readonly List<LadderStep> _steps = [];

    public LadderReport Run()
    {
        double most = _growsClients ? MostClients : HighestRate;
        double held = 0;
        double broke = double.PositiveInfinity;
        double load = _growsClients ? 100 : 50;
        while (!stop.IsCancellationRequested && load <= most && load > 0)
        {
            if (Climb(Math.Round(load)))
            {
                held = Math.Round(load);
            }
            else
            {
                broke = Math.Round(load);
            }

            load = double.IsInfinity(broke) ? Math.Min(2 * load, most) : (held + broke) / 2;
            if (held >= most || broke <= held * Closeness || broke - held < 2)
            {
                break;
            }
        }

        return new LadderReport
        {
            Objective = $"p99 ≤ {options.Objective.TotalMilliseconds:0} ms and nothing lost",
            Unit = _growsClients ? "clients" : "messages/s",
            Settings = $"{Make().Name}, "
                + (_growsClients
                    ? $"{RateOrDefault()} messages/s"
                    : $"{options.Settings.Clients:N0} clients")
                + $", {options.Settings.Duration.TotalSeconds:0.#} s each",
            P99LimitUs = options.Objective.TotalMicroseconds,
            Steps = _steps,
            Capacity = held,
        };
    }

    private bool Climb(double load)
    {
        RunSettings settings = options.Settings with
        {
            Clients = _growsClients ? (int)load : options.Settings.Clients,
            Rate = _growsClients ? RateOrDefault() : load,
            P99Limit = options.Objective,
            IsClosedLoop = false,
        };
        Scenario scenario = Make();
        using ServerUnderTest? server = LoadRun.StartServer(options, scenario, settings);
        ScenarioReport report = new BuiltInRunner(bar).Run(
            scenario, settings, options.Target ?? server!.Address, server, stop);
        double seconds = report.Seconds;
        bool isMeasured = report.Latency.Count > 0;
        var step = new LadderStep(
            load,
            isMeasured ? report.Latency.P99Us : null,
            report.Expected - report.Received,
            report.HasPassed())
        {
            DeliveriesPerSecond = report.Received / seconds,
            ServerCpuPercent = 100 * report.Server?.CpuSeconds / seconds,
            GeneratorCpuPercent = 100 * report.GeneratorCpuSeconds / seconds,
        };
        _steps.Add(step);
        bar.Clear();
        output.WriteLine(
            $"{(step.HasPassed ? "✓" : "✗")} {load:N0} "
            + $"{(_growsClients ? "clients" : "messages/s")}: "
            + $"p99 {report.Latency.P99Us / 1000:0.0} ms, "
            + $"{step.DeliveriesPerSecond:N0} deliveries/s, {step.Lost:N0} lost");
        return step.HasPassed;
    }

    private double RateOrDefault() => options.Settings.Rate > 0 ? options.Settings.Rate : Rate;

    private Scenario Make() => options.Scenarios.Count > 0
        ? ScenarioCatalog.Make(options.Scenarios[0])
        : new RoomFanOut();
}
